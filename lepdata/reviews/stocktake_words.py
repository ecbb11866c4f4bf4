"""What a stock-take's page says in sentences, from `rules/words/stocktake.csv`. Every number in them is computed."""

from __future__ import annotations

from html import escape

from lepdata.dates import words
from lepdata.forms.questions import form
from lepdata.reviews.show import Caveats, Markup, Sentences
from lepdata.reviews.stocktake_review import StocktakeReview
from lepdata.reviews.wording import listing, wave_words
from lepdata.stocktakes.facts import seated_on
from lepdata.stocktakes.rules import FORM
from lepdata.stocktakes.stock import Stocktake
from lepdata.words_by_id import say

_FILE = "stocktake"
_SEATS = ("own seat", "shared seat", "county seat", "no seat", "no council then", "seat not seen")
_KINDS = {"agreed": "agreed", "contradict": "contradict", "degree": "differ in degree"}


def heading(review: StocktakeReview) -> Markup:
    """The page's heading; of the made-up area it says so at once."""
    title = f"<h1>{escape(say(_FILE, 'heading', lep=review.lep))}</h1>"
    return Markup(title + (f"<p><strong>{escape(say(_FILE, 'made-up'))}</strong></p>" if review.made_up else ""))


def sentences(review: StocktakeReview) -> Sentences:
    """The page's opening: who has answered, where answers differ, what the lists say to them, what is known."""
    stock = review.stock
    if stock.answered:
        said = [_answered(stock), *_agreement(stock), *_twice(stock), _evidence(stock)]
    else:
        said = [say(_FILE, "none-answered", questions=len(stock.questions))]
    return Sentences((*said, _seats(review), *_forums(review), *_wave(review)))


def caveats(review: StocktakeReview) -> Caveats:
    """What a reader must know before quoting an answer."""
    stock = review.stock
    scale = form(FORM).questions[0].choices
    labels = listing([f"“{choice.label.casefold()}”" for choice in scale])
    said = [say(_FILE, "made-up")] if review.made_up else []
    said += [say(_FILE, "caveat-scale", answers=labels, version=scale[0].version), say(_FILE, "caveat-questions")]
    said += [say(_FILE, "caveat-own-words")] if stock.answered else []
    said += [say(_FILE, "caveat-lists")]
    said += [say(_FILE, "caveat-superseded", n=stock.superseded)] if stock.superseded else []
    said += [say(_FILE, "caveat-later", n=stock.later, date=words(review.last_day))] if stock.later else []
    said += [say(_FILE, "caveat-gone", names=listing(stock.gone))] if stock.gone else []
    said += [say(_FILE, "caveat-others", n=review.others)] if review.others else []
    return Caveats(said)


def seat_parts(stock: Stocktake) -> str:
    """How many councils have which kind of seat on the board, in words."""
    counts = stock.facts["fact"].value_counts()
    return listing([say(_FILE, fact, n=int(counts[fact])) for fact in _SEATS if counts.get(fact)])


def _answered(stock: Stocktake) -> str:
    text = say(_FILE, "answered", answered=len(stock.councils) - len(stock.missing), councils=len(stock.councils))
    return f"{text} {say(_FILE, 'missing', names=listing(stock.missing))}" if stock.missing else text


def _agreement(stock: Stocktake) -> list[str]:
    about = stock.questions["about"] == "area"
    says = stock.questions.loc[about, "says"]
    counts = {name: int((says == kind).sum()) for name, kind in _KINDS.items()}
    alone = len(says) - sum(counts.values())
    shown = [say(_FILE, "area-agreed", total=len(says), **counts)]
    shown += [say(_FILE, "area-open", n=alone)] if alone else []
    return [" ".join(shown), say(_FILE, "council-questions", total=int((~about).sum()))]


def _twice(stock: Stocktake) -> list[str]:
    n = len(stock.twice)
    names = listing(list(dict.fromkeys(stock.twice["council"])))
    return [say(_FILE, "twice-one" if n == 1 else "twice-more", n=n, names=names)] if n else []


def _evidence(stock: Stocktake) -> str:
    own = stock.evidence[stock.evidence["council"].isin(stock.answered)]
    counts = own["outcome"].value_counts()
    agreeing, differing, unknown = (int(counts.get(name, 0)) for name in ("agreeing", "differing", "cannot tell"))
    return say(_FILE, "evidence", agreeing=agreeing, differing=differing, open=unknown)


def _seats(review: StocktakeReview) -> str:
    board = review.board
    if board is None:
        return say(_FILE, "no-board")
    shown = say(_FILE, f"list {board.completeness}", date=words(board.as_at))
    return say(_FILE, "seats", list=shown, councils=len(review.stock.councils), parts=seat_parts(review.stock))


def _forums(review: StocktakeReview) -> list[str]:
    councils = review.stock.councils
    if not review.forums:
        return [say(_FILE, "no-forum")]
    seen = [(one, len(seated_on(one, councils))) for one in review.forums]
    return [say(_FILE, "forum", body=b.body, date=words(b.as_at), councils=len(councils), n=n) for b, n in seen]


def _wave(review: StocktakeReview) -> list[str]:
    return [say(_FILE, "wave", words=wave_words(review.wave))] if review.wave else []
