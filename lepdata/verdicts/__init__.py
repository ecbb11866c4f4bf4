"""MEMBERS -> met, not met or cannot tell, with the sum shown."""

from lepdata.model.bodies import body_kind
from lepdata.verdicts.composition import by_date, judge_counts
from lepdata.verdicts.counts import speaking
from lepdata.verdicts.framework_records import Criterion, Framework
from lepdata.verdicts.frameworks import default_framework, framework, framework_schema, frameworks
from lepdata.verdicts.judge import judge
from lepdata.verdicts.judging_many import MANY_COLUMNS, judge_many
from lepdata.verdicts.many_lists import boards_of
from lepdata.verdicts.many_tables import boards_in_breach, many_as_json
from lepdata.verdicts.records import Judgement, Verdict
from lepdata.verdicts.summing_up import breaches, overall
from lepdata.verdicts.tables import VERDICT_COLUMNS, as_frame, as_json, check_schema

__all__ = [
    "MANY_COLUMNS",
    "VERDICT_COLUMNS",
    "Criterion",
    "Framework",
    "Judgement",
    "Verdict",
    "as_frame",
    "as_json",
    "boards_in_breach",
    "boards_of",
    "body_kind",
    "breaches",
    "by_date",
    "check_schema",
    "default_framework",
    "framework",
    "framework_schema",
    "frameworks",
    "judge",
    "judge_counts",
    "judge_many",
    "many_as_json",
    "overall",
    "speaking",
]
