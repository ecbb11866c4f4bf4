"""SEATS -> whom each person speaks for, and how we know."""

from lepdata.members.accuracy import confusion, mistakes, score
from lepdata.members.classifying import ADDED_COLUMNS, classify, find_evidence
from lepdata.members.evidence import EVIDENCE_COLUMNS
from lepdata.members.rulebook import check_rules, rules
from lepdata.members.settling import SETTLED_COLUMNS, settle

__all__ = [
    "ADDED_COLUMNS",
    "EVIDENCE_COLUMNS",
    "SETTLED_COLUMNS",
    "check_rules",
    "classify",
    "confusion",
    "find_evidence",
    "mistakes",
    "rules",
    "score",
    "settle",
]
