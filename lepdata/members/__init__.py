"""SEATS -> whom each person speaks for, and how we know."""

from lepdata.members.accuracy import confusion, mistakes, score
from lepdata.members.classifying import ADDED_COLUMNS, classify, find_evidence, settle_frame
from lepdata.members.decisions import read_decisions
from lepdata.members.evidence import EVIDENCE_COLUMNS
from lepdata.members.rulebook import rules
from lepdata.members.self_test import check_decisions, check_rules, unused_rules
from lepdata.members.settling import SETTLED_COLUMNS, settle
from lepdata.members.worklist import WORKLIST_COLUMNS, worklist

__all__ = [
    "ADDED_COLUMNS",
    "EVIDENCE_COLUMNS",
    "SETTLED_COLUMNS",
    "WORKLIST_COLUMNS",
    "check_decisions",
    "check_rules",
    "classify",
    "confusion",
    "find_evidence",
    "mistakes",
    "read_decisions",
    "rules",
    "score",
    "settle",
    "settle_frame",
    "unused_rules",
    "worklist",
]
