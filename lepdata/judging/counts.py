"""BOARD + its published counts -> what they add to its list, where they contradict it or one another; and women."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from lepdata.dates import days_of, months_before, words
from lepdata.display import gathered
from lepdata.english import choose, joined, plural
from lepdata.files import rule_file
from lepdata.judging.bounds import Tally, narrowed
from lepdata.judging.criteria import ORIGINS, Criterion, Question, question_about
from lepdata.judging.kinds import UNDECIDED, Case, kind_of
from lepdata.judging.roll import Roll, call_roll, tally
from lepdata.seating.boards import Board, PublishedCount
from lepdata.vocabulary import Outcome

# How a list is asked what a count says. "Private" is the publisher's own word, so it is read against no other meaning
# of private. What a count of education adds, no rule asks for.
_QUESTIONS = {"private": question_about("private", definition="as-published"), "women": question_about("women")}
_QUESTIONS |= {sector: question_about("sectors", (sector,)) for sector in ("council", "voluntary")}
_GROUPS = {(one.criterion.who, one.criterion.among, one.definition): group for group, one in _QUESTIONS.items()}
_COUNTED_AS = ORIGINS | {"private": "as private", "women": "as women"}


@dataclass(frozen=True)
class ListWithCounts:
    """A board's list, and what published counts add to it."""

    listed: Roll
    bounded: Roll  # the same with a size that only a count gives
    size: PublishedCount | None = None  # the count that gives that size
    # By group, the count that speaks of it, where neither the list nor another count contradicts it.
    groups: dict[str, PublishedCount] = field(default_factory=dict)
    caveats: tuple[str, ...] = ()  # the contradictions, with both figures and their sources

    def count_for(self, question: Question) -> PublishedCount | None:
        """The count that answers a question; None where none does, for instance without the co-opted."""
        rule = question.criterion
        if not self.groups or not kind_of(rule).counted or question.denominator != "all" or rule.only_kinds:
            return None
        if rule.who == "words":
            return next((self.groups[phrase] for phrase in rule.among if phrase in self.groups), None)
        return self.groups.get(_GROUPS.get((rule.who, rule.among, question.definition), ""))


def speaking(board: Board) -> tuple[PublishedCount, ...]:
    """The counts that speak of a board's list: those of its own dates, and those given with it."""
    # A board changes with every appointment, so a count of another date is shown beside the list and never used. But
    # whoever was named a champion is believed to be one for a year.
    first, last = days_of(board.as_at)
    a_year_before = months_before(first, 12) if first else ""
    return tuple(
        one
        for one in board.published
        if one.of_this_list
        or (one.date_from and one.date_from <= last and one.date_to >= (a_year_before if _is_champion(one) else first))
    )


def _is_champion(count: PublishedCount) -> bool:
    return count.group.endswith("champion") and bool(count.count)


def later_count(criterion: Criterion, board: Board, as_listed: str) -> Iterator[str]:
    """The newest count of the same board later than its list, where that does not say what the list says."""
    reading = "as-published" if criterion.who == "private" else ""
    group, last = _GROUPS.get((criterion.who, criterion.among, reading), ""), days_of(board.as_at)[1]
    later = [one for one in board.published if one.group == group and one.count is not None and one.of]
    later = [one for one in later if last and one.date_from > last]
    if not later or criterion.kind != "share":
        return
    newest = max(later, key=lambda one: one.date_from)
    met = Fraction(newest.count or 0, newest.of or 1) >= criterion.limit
    if (Outcome.MET if met else Outcome.NOT_MET) != as_listed:
        verb = " gives" if as_listed == Outcome.CANNOT_TELL else " says otherwise:"
        yield f"{_titled(newest)}{verb} {_gives(newest)}, which {'meets' if met else 'misses'} the rule."


def weigh(roll: Roll, counts: Iterable[PublishedCount]) -> ListWithCounts:
    counts = tuple(counts)
    if not counts:
        return ListWithCounts(roll, roll)
    sized = next((one for one in counts if one.size is not None), None)
    doubts = _of_size(roll, counts, sized) if sized else []
    # A count out of a number of members that is not the list's counts another board.
    usable = [one for one in counts if not doubts or one.size is None]
    adds = sized is not None and not doubts and roll.size is None and roll.completeness != "full"
    bounded = replace(roll, size=sized.size, size_source=_source(sized)) if sized and adds else roll
    doubts += [  # "50%" may be rounded, and exact fractions need whole numbers
        f"The share of {one.group} {_taken(one)}, “{one.as_published}”, was printed without numbers "
        f"and may be rounded, so it is not used{_source(one)}."
        for one in counts
        if one.count is None and one.as_published and one.group in _QUESTIONS
    ]
    groups = {}
    for name in _QUESTIONS:
        own = [one for one in usable if one.group == name and one.count is not None]
        contradicted = _of_group(name, own, bounded)
        if own and not contradicted:
            groups[name] = max(own, key=lambda one: one.of is not None)
        doubts += contradicted
    groups |= {one.group: one for one in usable if _is_champion(one)}
    return ListWithCounts(roll, bounded, sized if adds else None, groups, tuple(doubts))


def _of_size(roll: Roll, counts: tuple[PublishedCount, ...], sized: PublishedCount) -> list[str]:
    """Where the sizes that counts give contradict one another, the size given or the list."""
    sizes = {one.size: _taken_from(one.size, one) for one in counts if one.size is not None}
    size, members, number = _taken_from(sized.size, sized), plural(roll.sure, "member"), sized.size or 0
    if roll.size is not None:
        sizes.setdefault(roll.size, f"{roll.size} (the size given)")
    if len(sizes) > 1:
        return [f"Published sizes of this board differ: {joined(list(sizes.values()))}. None of these counts is used."]
    if number < roll.sure:
        not_used = "so neither it nor a count out of it is used"
        return [f"The size of {size} is smaller than the {members} listed, {not_used}."]
    if roll.members and roll.completeness == "full" and number > len(roll.members):
        return [f"The size of {size} is larger than the full list with its {members}: the list is believed."]
    return []


def _of_group(name: str, counts: list[PublishedCount], roll: Roll) -> list[str]:
    if len({one.count for one in counts}) > 1:
        every = joined([_taken_from(_gives(one), one) for one in counts])
        return [f"Published counts of this board differ: {every}. Neither is used."]
    found, doubts = tally(_QUESTIONS[name], roll), []
    for one in counts:
        number = one.count or 0
        if narrowed(found, number, one.of) is not None:
            continue
        if found.for_ > number:
            shown = str(found.for_)
        elif one.of is not None and found.against > one.of - number:
            shown = f"{plural(found.against, 'member who is', 'members who are')} not"
        else:
            shown = f"no more than {found.most_for(found.unseen)}"
        doubts.append(f"{_titled(one)} gives {_gives(one)}{_source(one)}, but the list shows {shown}: it is believed.")
    return doubts


def sources_used(evidence: ListWithCounts) -> Iterator[str]:
    """One sentence for each source of counts that helped to answer, with what it says."""
    used = dict.fromkeys((*evidence.groups.values(), *([evidence.size] if evidence.size else [])))
    for own in gathered(((one.as_at, one.source_url), one) for one in used).values():
        first, gives = own[0], joined([_gives(one) for one in own])
        note = f" ({first.note})" if first.note else ""
        end = "." if not evidence.listed.members else ": used where the list cannot tell."
        yield f"{_titled(first, len(own))} {choose(len(own), 'gives', 'give')} {gives}{note}{_source(first)}{end}"


def with_count(case: Case, reason: str) -> str:
    used = case.count_used
    if case.basis == "list" or used is None:
        return reason
    titled = _titled(used)[0].lower() + _titled(used)[1:]
    if case.basis == "published count":
        told = f"by {titled}, {reason.removeprefix(UNDECIDED)}"
        return UNDECIDED + told if reason.startswith(UNDECIDED) else told
    if not case.tally.all_counted:
        return f"{reason} (with the size of {used.size} {_taken(used)})"
    return f"{reason} (with {titled}: {_gives(used)})"


def characteristics(board: Board, nation: Iterable[PublishedCount] = ()) -> list[dict[str, Any]]:
    """Women on a board, as far as sources say it, what nobody publishes of a person, and published counts of such."""
    # where the list prints nothing of anybody, the counts of all boards together stand in place of a share of anything
    rules, found = rule_file("representation/characteristics.csv"), tally(_QUESTIONS["women"], call_roll(board))
    nobody: dict[str, Any] = {"members": found.members, "yes": None, "not_published": found.members}
    nobody |= {"lowest_share": "", "highest_share": ""}
    heads = ({"characteristic": one["words"], "published": one["published"], "reason": one["reason"]} for one in rules)
    rows = [nobody | head | (_women(head, found, board, nation) if head["published"] != "no" else {}) for head in heads]
    of_people = {rule["words"] for rule in rules}
    return rows + [_as_printed(one) for one in board.published if one.group in of_people]


def _women(head: dict[str, str], found: Tally, board: Board, nation: Iterable[PublishedCount]) -> dict[str, Any]:
    low, high, _ = found.share_limits(found.unseen) if found.members else ("", "", True)
    reason, sure = head["reason"], board.members[board.members["counts_as_member"] == "yes"]
    if titled := list(sure.get("gender_kind", ())).count("title"):
        reason += f". Here {titled} of {found.members} by a printed title, which may change from year to year"
    published = head["published"] if found.unknown < found.members else "not on this list"
    of_all = [one for one in nation if one.group == head["characteristic"] and one.as_published]
    if of_all and 0 < found.members == found.unknown:
        every = (f"{one.as_published}{f' of {one.of} members' if one.of else ''} in {one.as_at[:4]}" for one in of_all)
        low, high, reason = "", "", f"Nothing on this list tells. Of all boards together: {joined([*every])}"
    known = {"yes": found.for_, "not_published": found.unknown, "published": published, "reason": reason}
    return known | {"lowest_share": str(low), "highest_share": str(high)}


def _as_printed(one: PublishedCount) -> dict[str, Any]:
    """A published count is nobody's own declaration: it is shown as printed, however small."""
    yes, of = one.count, one.of
    share = str(Fraction(yes, of)) if yes is not None and of else ""
    reason = "; ".join(filter(None, (_taken(one), one.note, one.as_published)))
    counted = {"characteristic": one.group, "published": "as a count", "members": of, "yes": yes, "reason": reason}
    return counted | {"not_published": None, "lowest_share": share, "highest_share": share}


def _titled(count: PublishedCount, how_many: int = 1) -> str:
    """What kind of count it is and when it was taken, as the beginning of a sentence."""
    one_or_several = ("The count", "The counts") if count.of_this_list else ("A count", "Counts")
    return f"{choose(how_many, *one_or_several)} {_taken(count)}"


def _taken(count: PublishedCount) -> str:
    """When it was taken, to follow the figure; a year that its source did not print is only about right."""
    if count.of_this_list:
        return "given with the list"
    if not count.as_at:
        return "published without a date"
    return f"{'published for' if count.date_from else 'of about'} {words(count.as_at)}"


def _taken_from(figure: object, count: PublishedCount) -> str:
    return f"{figure} {_taken(count)}{_source(count)}"


def _gives(count: PublishedCount) -> str:
    """What it says, such as "3 of 16 members as women"."""
    if count.group == "members" or count.count is None:
        return plural(count.size or 0, "member")
    members = f"{count.count} of {plural(count.of, 'member')}" if count.of else plural(count.count, "member")
    return f"{members} {_COUNTED_AS.get(count.group, f'as {count.group}')}"


def _source(count: PublishedCount) -> str:
    return f" ({count.source_url})" if count.source_url else ""
