"""A board's page: what it rests on, the answer, what is said in sentences, and its tables."""

import math
import re
from collections import Counter
from fractions import Fraction
from html import escape

import pandas as pd

from lepdata import display, vocabulary
from lepdata.change.planning import standard_plans
from lepdata.dates import words
from lepdata.english import capital, choose, joined, plural, spelled
from lepdata.files import rule_file
from lepdata.judging.criteria import fraction_words
from lepdata.judging.judgement import DEPENDS, NO_ANSWER, Answer, Judgement, Verdict, grade_words
from lepdata.registers import frozen
from lepdata.reviews import checking, markup
from lepdata.reviews.boards import NOT_SEEN, WAYS, BoardReview
from lepdata.reviews.markup import SAID, Caveats, Markup, Sentences, Table, link, table_of

_DATE = re.compile(r"\b[0-9]{4}(-[0-9]{2}){0,2}\b")
_MOST_LISTS = 4  # other lists that are named; the rest are in the register
_NAMED = 8  # people of a fragment who are named beside the answer
_MEASURED = SAID | {"met": "Reached", "not met": "Not reached"}  # where no rule binds nothing is missed
_ORDER = ("not met", DEPENDS, "met", NO_ANSWER)
_WHY = "Why, and what would overturn or settle it"
_WHERE = "How binding, and who quotes it"
_ITS_ANSWER = re.compile(r"^(?:Not met|Met|No answer|Yes|No)(?: (?:on every|over all) readings? of private)?[.:] ")
_APOLOGIES = (
    "How much of a board a list with apologies shows: 118 to 122 of 129 people, in the seven pairs of such a list "
    "and a full one within 130 days that are known (Cumbria and New Anglia)."
)


def heading(review: BoardReview) -> Markup:
    of = "who sat on the board" if review.body == vocabulary.MAIN_BOARD else review.body
    return Markup(f"<h1>{escape(': '.join(dict.fromkeys((review.lep, of))))}</h1>")


def facts(review: BoardReview) -> Markup:
    """What the page rests on: the list, where it was seen, the other lists to choose, and who followed the board."""
    board, lists, said = review.board, review.lists, []
    if board is not None:
        which = f"{markup.WHICH_LIST[board.completeness]} {review.when}".replace(" of no date", " without a date")
        found = board.members[["source_title", "source_url"]].drop_duplicates().itertuples(index=False)
        seen = [f"{link(title, address)} ({escape(frozen.seen_at(address))})" for title, address in found]
        seen[2:] = [f"{len(seen) - 2} more"] if len(seen) > 2 else []
        said += [f"Rests on {escape(which)}, {_counted(review)}: {joined(seen)}."]
    others = lists[(lists["body"] == review.body) & (lists["date_from"] != "") & (lists["date"] != review.when)]
    others = others.drop_duplicates("date")
    if dated := [link(*pair) for pair in zip(others["date"], others["date_address"], strict=True)]:
        said += [f"Other lists: {', '.join(dated[:_MOST_LISTS])}{' and older ones' * (len(dated) > _MOST_LISTS)}."]
    if successor := review.facts["successor"]:
        since = _DATE.sub(lambda date: words(date[0]), review.facts["successor_date"])  # "end of 2023" stays as it is
        said += [f"Followed by: {escape(', '.join(filter(None, (successor, since))))}."]
    return Markup(f'<p class="lep-rests">{" ".join(said)}</p>') if said else Markup()


def _counted(review: BoardReview) -> str:
    """How many members, and of which sector; each number opens the rows that it counts."""
    own = review.members[review.members["counts_as_member"] == "yes"]
    address = next(iter(review.lists.loc[review.lists["date"] == review.when, "date_address"]), "")
    counts = {code: (own["sector"] == name).sum() for code, name in markup.SECTOR_WORDS.items()}
    rows = {code: f"{address}&sector={code}" if address else "" for code in counts}
    parts = [link(f"{n} {markup.SECTOR_WORDS[code].lower()}", rows[code]) for code, n in counts.items() if n]
    return link(plural(len(own), "member"), address) + f" ({joined(parts)})" * bool(parts)


def cards(review: BoardReview) -> Markup:
    """The answer: what the list says of the main rule, how sure that is, and what would overturn or settle it."""
    judgement = review.judgement
    if judgement is None or review.board is None:
        nothing = {"style": markup.STYLE, "about": (), "badge": "", "more": (), "little": False}
        return markup.render("answer.html", outcome=NO_ANSWER, said=sentences(review)[0], **nothing)
    main = judgement.every_answer[0]
    said, (opening, *told) = main.shown, _main_answer(review, judgement, main)
    about = [*checking.said_first(review.board.not_read), *([] if review.is_fragment else judgement.about[:1])]
    return markup.render(
        "answer.html",
        **{"style": markup.STYLE, "about": about, "outcome": said, "little": review.is_fragment},
        badge=markup.badge((_MEASURED if judgement.measured else SAID)[said]),
        sure=grade_words(main.certainty) if said != NO_ANSWER else "",
        **{"said": opening, "more": [*filter(None, (*told, _later_rule(review, main), _summary(judgement)))]},
    )


def _later_rule(review: BoardReview, main: Answer) -> str:
    """Which rule that was, and what the pages of all boards say, where they ask a later one."""
    last = review.yardstick.every_answer[0] if review.yardstick and not review.is_fragment else main
    if last.criterion == main.criterion:
        return ""
    said = last.shown
    grade = f" ({grade_words(last.certainty)})" if last.certainty and said != NO_ANSWER else ""
    by_that = f"“{last.name.lower()}”: {SAID[said].lower()}{grade}."
    if review.board and review.board.framework:  # its own rules, of no date
        return f"By the rule that all boards are asked, {by_that}"
    return f"The rule of that date was “{main.name.lower()}”. By the later one, {by_that}"


def _main_answer(review: BoardReview, judgement: Judgement, main: Answer) -> list[str]:
    said, first, (opening, *told) = main.shown, main.verdicts[0], main.parts
    if review.is_fragment:
        own = display.row_dicts(review.members[review.members["counts_as_member"] == "yes"].head(_NAMED))
        people = [f"{row['name']} ({', '.join(filter(None, (row['role'], row['organisation'])))})" for row in own]
        known = f"Known: {'; '.join(people)}{'; and others, below' * (len(people) == _NAMED)}."
        full = "What would settle it: a full list of one day, with the name and organisation of every member."
        return [opening, known, full]
    told = ["Nothing that is unknown or unseen could change that." if one == "Proven." else one for one in told]
    if said in (NO_ANSWER, DEPENDS) and first.definition and first.basis == "list" and first.members:
        found = [n for one in main.verdicts for n in (one.for_, one.for_ + one.unknown * (said == NO_ANSWER))]
        private, needed = " are private" * (said == NO_ANSWER), math.ceil(first.limit * first.members)
        of = f"{markup.span(min(found), max(found))} of {first.members} listed{private}, {needed} needed."
        if opening.startswith(("No answer over", "Depends")):  # what each reading says
            told += [capital(opening.partition(": ")[2])]
        told = [" ".join(told), f"What would settle or change it: {first.remedy}." if first.remedy else ""]
        opening = f"{'Depends on what counts as private' if said == DEPENDS else 'No answer'}: {of}"
    return [opening, *filter(None, told)]


def _lower(one: Answer | Verdict) -> str:
    return one.name[0].lower() + one.name[1:]


def _summary(judgement: Judgement) -> str:
    """Such as "Of 12 rules, it met seven and missed one (two-thirds private); four have no answer."."""
    found = display.gathered((one.shown, _lower(one)) for one in judgement.every_answer)
    few = {said: spelled(len(own)) + f" ({joined(own)})" * (len(own) < 4) for said, own in found.items()}
    reached, below = ("it reached", "is below") if judgement.measured else ("it met", "missed")
    verbs = {"met": reached, "not met": "it " * ("met" not in found) + below}
    rules = plural(len(judgement.every_answer), "measure" if judgement.measured else "rule")
    if [*found] == [NO_ANSWER]:
        return f"Of {rules}, none has an answer."
    answered = joined([f"{verb} {few[said]}" for said, verb in verbs.items() if said in found])
    others = {DEPENDS: ("depends", "depend", "on what counts as private"), NO_ANSWER: ("has", "have", "no answer")}
    left = ((few[one], len(found[one]), words) for one, words in others.items() if one in found)
    open_ = [f"{which} {choose(count, *does)} {end}" for which, count, (*does, end) in left]
    return f"Of {rules}, {'; '.join(filter(None, (answered, *open_)))}."


def sentences(review: BoardReview) -> Sentences:
    """What was read, what the main rule says and how sure that is, the other rules, and whom the members speak for."""
    board, judgement = review.board, review.judgement
    if board is None or judgement is None:
        by_then = f" by {words(review.as_at)}" if review.as_at else ""
        return Sentences((f"No dated list of the main board of {review.lep}{by_then} was found.",))
    yes, might, no = (int((board.members["counts_as_member"] == one).sum()) for one in ("yes", "might", "no"))
    others = [f"{spelled(might)} who might be"] * bool(might)
    others += [f"{spelled(no)} who {choose(no, 'does', 'do')} not count as members"] * bool(no)
    of = ", and ".join(filter(None, (plural(yes, "member"), joined(others))))
    sectors = joined([f"{n} {name.lower()}" for name, n in Counter(review.seats["group"]).items() if name != NOT_SEEN])
    read = f"This review reads {markup.WHICH_LIST[board.completeness]} {words(board.as_at)}: {of}."
    rules = f"Rules applied: {judgement.framework.title}. {judgement.every_answer[0].sentence}"
    told = (*checking.said_first(board.not_read), read, *judgement.about[:1], rules, _summary(judgement))
    return Sentences((*told, f"Members by sector: {sectors or 'none'}."))


def caveats(review: BoardReview) -> Caveats:
    if review.judgement is None:
        return Caveats()
    n = int((review.seen["correction_ids"] != "").sum())
    more = [_APOLOGIES] * (review.judgement.board.completeness == "attendance")
    more += [f"{plural(n, 'line')} on this page {choose(n, 'carries', 'carry')} a signed correction."] * bool(n)
    return Caveats(dict.fromkeys((*review.judgement.caveats, *more)))


_SITS = {  # what is said of so many councils
    "directly": ("has a seat of its own", "have a seat of their own"),
    "collectively": ("shares a seat", "share a seat"),
    "through the county": ("has only its county", "have only their county"),
    "not seen": ("is not seen", "are not seen"),
}


def _seats(review: BoardReview) -> str:
    listed = review.seats.loc[review.seats["group"] != NOT_SEEN, "group"]
    counts = joined([f"{n} {sector.lower()}" for sector, n in Counter(listed).items()])
    limit = f"; {fraction_words(review.private.verdicts[0].limit)} would be {review.needed}" if review.private else ""
    business = f"{(listed == markup.SECTOR_WORDS['private']).sum()} of {plural(len(listed), 'member')} listed"
    unknown = f", {n} unknown" if (n := (listed == markup.SECTOR_WORDS["unknown"]).sum()) else ""
    return f"{business} {choose(len(listed), 'is', 'are')} from business{unknown}{limit}. Listed: {counts}."


def _shares(review: BoardReview) -> str:
    frame, main = review.shares, review.yardstick.every_answer[0] if review.yardstick else None
    business = frame[frame["group"] == "from business"]
    lists, counts = (business[business["what"] == what] for what in ("A published list", "Its own count"))
    told = ((len(lists), "list"), (len(frame) - len(lists), "published count"))
    known = joined([plural(n, word) for n, word in told if n])
    if main is None or (main.first.rule.kind, main.first.rule.who) != ("share", "private") or business.empty:
        return f"What was published of this board: {known}."
    limit = main.verdicts[0].limit
    shown = [one.loc[one["lowest"] >= float(limit), "date"].tolist() for one in (lists, counts)]
    of = f" ({joined(shown[0])})" if shown[0] else ""
    lists_show = plural(len(shown[0]), "list shows", "lists show") if shown[0] else "No list shows"
    by_count = f", but the board published it for {joined(shown[1])}" if shown[1] and not shown[0] else ""
    return f"{lists_show} {fraction_words(limit)} from business{of}{by_count}. Known: {known}."


def _councils(review: BoardReview) -> str:
    districts = review.councils[review.councils["tier"] != "county"]
    own = {how: names for how in WAYS if (names := districts.loc[districts["how"] == how, "council"].tolist())}
    ways = joined([plural(len(names), *_SITS[how]) for how, names in own.items()])
    named = ". ".join(f"{WAYS[how]}: {joined(names)}" for how, names in own.items())
    return f"Of the {plural(len(districts), 'district')} of its area, {ways}. {named}."


# what a chart of the notebook shows, for its title and for whoever cannot see it
FINDINGS = {"seats": _seats, "shares": _shares, "councils": _councils}


def rules(review: BoardReview) -> Table:
    """The rules of the list's own date: missed, met, then in one row those about which nothing was published."""
    return _rules(review.judgement, f"The rules, asked of the list of {review.when}", gather=True)


def yardstick(review: BoardReview) -> Table:
    """The same of the last rules that LEPs were under, or those asked for."""
    table = _rules(review.yardstick, f"The last rules, asked of the list of {review.when}", gather=False)
    judged = [one.every_answer if one else () for one in (review.judgement, review.yardstick)]
    above, asked = ({f"{markup.LAST}{one.criterion}": one.sentence for one in own} for own in judged)
    same = [above.get(name) == asked[name] for name in table[markup.ANCHOR]]
    table.loc[same, _WHY] = "As in “The rules”, above."
    return table


def _rules(judgement: Judgement | None, caption: str, gather: bool) -> Table:
    """Each rule with its answer; `gather` puts those about which hardly anything is known into one row."""
    columns = ["Rule", "Answer", "How sure", _WHY, *([_WHERE, f"{_WHERE} address"] if gather else []), markup.ANCHOR]
    if judgement is None:
        return table_of([], columns, caption)
    fragment = judgement.board.completeness in vocabulary.FRAGMENTS
    rows, silent, before = [], [], "" if gather else markup.LAST
    for answer in sorted(judgement.every_answer, key=lambda one: _ORDER.index(one.shown)):
        nobody = all(one.for_ == 0 and one.unknown > one.against - (not one.members) for one in answer.verdicts)
        if gather and answer.shown == NO_ANSWER and (fragment or nobody):
            silent.append(answer.verdicts[0])
        else:
            rows.append(_rule_row(answer, judgement) | {markup.ANCHOR: before + answer.criterion})
    if silent:
        asked, known = plural(spelled(len(silent)), "rule"), plural(judgement.members, "member")
        why = f"{capital(asked)} that {known} cannot answer" if fragment else f"Nothing published settles {asked}"
        settling = "; ".join(dict.fromkeys(one.remedy for one in silent if one.remedy))
        told = f"{capital(joined([*map(_lower, silent)]))}. What would settle it: {settling}."
        rows.append(dict.fromkeys(columns, "") | {"Rule": why, "Answer": "No answer", _WHY: told})
    caption = caption.replace(" of no date", " without a date")
    return table_of(rows, columns, f"{caption}: {judgement.framework.title}")


def _rule_row(answer: Answer, judgement: Judgement) -> dict[str, str]:
    """A rule with its answer; the words that stand in columns of their own are left out of the sentence."""
    said, first, (opening, *rest) = answer.shown, answer.verdicts[0], answer.parts
    why = capital(" ".join([_ITS_ANSWER.sub("", opening), *(one for one in rest if one != "Proven.")]))
    remedy = f" What would settle or change it: {first.remedy}." if first.remedy and said != "met" else ""
    who, address = _quoted(first.rule.source)
    return {
        "Rule": answer.name,
        "Answer": (_MEASURED if judgement.measured else SAID)[said],
        "How sure": capital(grade_words(answer.certainty)) if said != NO_ANSWER else "",
        _WHY: why + remedy,
        _WHERE: f"{'Information only' if judgement.measured else _binding(first)}; {who}",
        f"{_WHERE} address": address,
    }


def _binding(verdict: Verdict) -> str:
    """Such as "Requirement, due by 31 March 2020"."""
    rule, due = verdict.rule, verdict.timing == "due"
    when = "in force then" if due else verdict.timing
    if rule.due and verdict.timing != "not in force":
        inferred = " (day inferred)" if rule.due_basis == "inferred" else ""
        when = f"{'due by' if due else 'not due until'} {words(rule.due)}{inferred}"
    return f"{rule.strength.capitalize()}, {when}"


def _quoted(source: str) -> tuple[str, str]:
    """Who is seen to quote a rule, and where; where only a trace of it was seen, the words say so."""
    trace, _, address = source.rpartition(" ")
    if not address.startswith(("https://", "http://")):
        return source, ""
    host = address.split("/")[2]
    who = next((row["who"] for row in rule_file("frameworks/quoted_by.csv") if address.startswith(row["address"])), "")
    if trace:
        rule, see, _ = trace.partition(", see")
        return f"{rule}{', quoted by' if see else ':'} {who or host}", address
    return f"quoted by {who}" if who else f"its own text, {host}", address


def voice(review: BoardReview) -> Table:
    return _questions(review.voice, "question", "the list", f"The voluntary sector’s voice in {review.lep}")


def publication(review: BoardReview) -> Table:
    answers = review.publication.sort_values("outcome", key=lambda said: said == "cannot tell", kind="stable")
    return _questions(answers, "duty", "seen here", f"What was published of the board of {review.lep}")


def _questions(answers: pd.DataFrame, asked: str, seen: str, caption: str) -> Table:
    """Questions with their reasons; those that the same reason leaves open are one row, without a source of its own."""
    whys = answers["reason"].str.replace("^.*?: ", "", regex=True).map(capital)
    is_open = answers["outcome"] == "cannot tell"
    alike = whys.where(is_open, answers.index.astype(str))
    sources = answers["source_url"].mask(is_open & alike.duplicated(keep=False), "")
    shown = {asked: answers["statement"].groupby(alike, sort=False).transform(" ".join)}
    shown |= {"answer": answers["outcome"].map(markup.YES_NO), "why": whys}
    shown |= {"source": sources.where(sources == "", seen), "source_address": sources}
    return markup.show(pd.DataFrame(shown)[~alike.duplicated()], caption)


def women(review: BoardReview) -> Table:
    found, caption = review.characteristics, "Women and other characteristics" + f", {review.when}" * bool(review.board)
    yes, members = (found[name].astype("string") for name in ("yes", "members"))
    table = found[["characteristic", "published"]].assign(
        characteristic=found["characteristic"].str.capitalize(),
        counted=(yes + " of " + members).fillna(yes).fillna(""),
        not_known=found["not_published"].astype("string").fillna(""),
        the_share=list(map(_between, found["lowest_share"], found["highest_share"])),
        bear_in_mind=found["reason"],
    )
    return markup.show(table, caption)


def _between(low: str, high: str) -> str:
    least, most = (markup.percent(Fraction(one)) if one else "" for one in (low, high))
    return "" if not (low and high) else f"exactly {least}" if low == high else f"between {least} and {most}"


def changes(review: BoardReview) -> Table:
    """The fewest changes that would make all rules hold at once, for three widths of "all", councils free or kept."""
    rows = []
    for one in display.row_dicts(standard_plans(review.yardstick)) if review.yardstick else ():
        least, sure = one["changes_at_least"], one["changes"]
        enough = "no number is sure to be enough" if sure is None else f"{sure} to be sure"
        asked = f"{one['asked_for'].capitalize()}, council seats {one['council_seats']}"
        in_words = one["sentence"].partition(". ")[0].removesuffix(".") + "."  # then what that takes
        rows.append((asked, "no number" if least is None else f"{least} at least; {enough}", in_words))
    caption = f"The fewest changes to the board of {review.lep} that make the last rules hold together"
    return table_of(rows, ("What is asked for", "Changes", "In words"), caption)


# a table goes by the name of its function
TABLES = {make.__name__: make for make in (rules, yardstick, voice, women, publication, changes)}
