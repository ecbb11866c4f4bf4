"""EVIDENCE -> a grade of engagement with the voluntary sector: its range, its reasons, the one step that raises."""

from lepdata.engagement.elements import Answer, Evidence
from lepdata.engagement.frames import as_frame, as_record
from lepdata.engagement.grading import Engagement, Step, grade, grade_all
from lepdata.engagement.rules import elements, grades, published_facts
from lepdata.engagement.survey import Survey, read_survey, write_survey_form
from lepdata.engagement.tallies import Tally, tallies

__all__ = [
    "Answer",
    "Engagement",
    "Evidence",
    "Step",
    "Survey",
    "Tally",
    "as_frame",
    "as_record",
    "elements",
    "grade",
    "grade_all",
    "grades",
    "published_facts",
    "read_survey",
    "tallies",
    "write_survey_form",
]
