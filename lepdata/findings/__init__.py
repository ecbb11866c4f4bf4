"""ALL BOARDS -> what they show together, as frames."""

from lepdata.findings.people import people_on_several_boards, people_to_review
from lepdata.findings.people_chairs import chairs
from lepdata.findings.people_followed import followed
from lepdata.findings.people_organisations import organisations_on_several_boards
from lepdata.findings.people_successors import reappearances
from lepdata.findings.people_turnover import turnover
from lepdata.findings.places import places
from lepdata.findings.places_voices import council_tiers, rural_voices
from lepdata.findings.reconciliation import reconcile
from lepdata.findings.reconciliation_arithmetic import check_arithmetic
from lepdata.findings.reconciliation_signed import moved

__all__ = [
    "chairs",
    "check_arithmetic",
    "council_tiers",
    "followed",
    "moved",
    "organisations_on_several_boards",
    "people_on_several_boards",
    "people_to_review",
    "places",
    "reappearances",
    "reconcile",
    "rural_voices",
    "turnover",
]
