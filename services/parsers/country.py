"""Which country a document comes from, by what is printed on it: legal forms, tax words, numbers, domains, language.

Each cue adds its weight to one country. The best cue is kept with its place, so that an inferred currency can show why.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from services.parsers.evidence import text_in_box
from services.parsers.folding import plain
from services.parsers.layout import Row, Span

_READ_ROWS = 400  # the first pages tell; a hostile document may have a million rows
_LONGEST_ROW = 300
_MOST_PLACES = 40  # looked at for one whose box holds the cue alone
SURE = 2.0  # from here on a country counts as shown

_CUES: tuple[tuple[str, float, str], ...] = (
    ("MY", 3, r"\bsdn\.? ?bhd|\bs/b\b|\bberhad\b|malaysia|\bbhd\b"),
    ("MY", 2, (r"\brm ?\d|(?:amount|amt|total|price|harga|jumlah|sum) ?\(rm\)|"
            r"\bkuala lumpur|\bselangor\b|\bjohor|\bpulau pinang\b|\bsabah\b|\bsarawak\b")),
    ("MY", 1, r"\bjalan\b|\bjln\b|\btaman\b|\blorong\b|\bcukai\b"),
    ("MY", 2, r"(?s:\b(?:jalan|jln|taman|bandar|seksyen|lorong)\b.*\b(?:gst|sst)\b)"),
    ("MA", 4, r"\bmaroc\b|\bmorocco\b|\bmad\b|\bcasablanca\b|\bdhs?\b"),
    ("SG", 3, r"\bpte\.? ?ltd|\bsingapore\b"),
    ("SG", 2, r"\bs\$ ?\d|\bsgd\b|gst reg(?:istration)? no[^a-z0-9]*[m\d]\d{7,8}-?[a-z\d]\b"),
    ("ID", 3, r"\bindonesia\b|\bpt\.? [a-z]+.*\btbk\b|\bnpwp\b"),
    ("ID", 2, r"\brp\.? ?\d|\bidr\b|\btunai\b|\bkembali(?:an)?\b|\bjl\. |\bppn\b"),
    ("PH", 3, r"\bphilippines\b|\bphp ?\d|₱|\bvatable sales?\b|\bmanila\b"),
    ("TH", 3, r"\bthailand\b|\bbangkok\b|฿|\bthb\b"),
    ("VN", 3, r"\bviet ?nam\b|₫|\bvnd\b"),
    ("HK", 3, r"\bhong ?kong\b|\bhk\$|\bhkd\b"),
    ("CN", 3, r"人民币|发票|\brmb\b|\bcny\b"),
    ("JP", 3, r"領収|合計|消費税|\bjpy\b|円"),
    ("KR", 3, r"₩|원\b|합계|\bkrw\b"),
    ("TW", 3, r"統一編號|\bntd\b|\bnt\$"),
    ("IN", 3, r"\bgstin\b|₹|\bcgst\b|\bsgst\b|\binr\b|\brs\.? ?\d|\bindia\b|\bpvt\.? ?ltd"),
    ("AE", 3, r"\baed\b|\bdubai\b|\bu\.?a\.?e\b|\babu dhabi\b"),
    ("SA", 3, r"\bsar ?\d|\briyadh\b|\bjeddah\b|saudi"),
    ("US", 2, (
            r"\b[a-z.]{3,}(?: [a-z]+)?,? (?:a[lkzr]|c[aot]|d[ec]|fl|ga|hi|i[adln]|k[sy]|la|m[adeinost]|"
            r"n[cdehjmvy]|o[hkr]|pa|ri|s[cd]|t[nx]|ut|v[at]|w[aivy])\.?,? \d{5}(?:-\d{4})?\b"
        )),
    ("US", 2, r"\bsales tax\b|\bu\.s\.a\b|\busa\b|united states|\busd\b"),
    ("US", 1, r"\(\d{3}\) ?\d{3}-\d{4}|(?<![\d-])\d{3}-\d{3}-\d{4}\b|\bzip\b|\binc\.?$|\bllc\b"),
    ("CA", 3, r"\bcanada\b|\bcad\b|\b[a-z]\d[a-z] \d[a-z]\d\b|\bhst\b|\b(?:tps|tvq|qst)\b"),
    ("AU", 3, r"\babn\b|\baustralia\b|\baud\b|\b(?:nsw|vic|qld|tas) \d{4}\b|\bpty\.? ?ltd"),
    ("NZ", 3, r"\bnew zealand\b|\bnzd\b|\bnzbn\b"),
    ("GB", 3, r"£|\bunited kingdom\b|\bgbp\b|\bvat (?:reg|no)[^a-z]*(?:gb)? ?\d{3} ?\d{4} ?\d{2}\b|\bengland\b"),
    ("GB", 2, r"\b[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}\b|\blondon\b|\bplc\b|\.co\.uk\b"),
    ("IE", 3, r"\bireland\b|\bdublin\b|\bie ?\d{7}[a-z]{1,2}\b"),
    ("DE", 3, r"\bust-?id-?(?:nr)?\b|\bde ?\d{9}\b|\bsteuer-?nr|\bmwst\b|\bgmbh\b|\bdeutschland\b|\bgermany\b"),
    ("DE", 2, r"\bsumme\b|\brechnung\b|\bgeg(?:eben|\.)|str(?:\.|asse)\b|ruckgeld|\bvielen dank\b|\bbeleg\b|\.de\b"),
    ("AT", 4, r"\batu ?\d{8}\b|\bosterreich\b|\baustria\b|\bwien\b"),
    ("CH", 3, r"\bchf\b|\bfr\. ?\d"),
    ("CH", 4, r"\bche[- ]?\d{3}\.?\d{3}\.?\d{3}\b|\bschweiz\b|\bsuisse\b|switzerland|\bzurich\b|\.ch\b"),
    ("FR", 3, (
            r"\bsiret\b|\bsiren\b|\bfr ?[a-z\d]{2} ?\d{9}\b|\bt\.?v\.?a\b|\bfrance\b|\bttc\b|\bnaf\b|"
            r"\bs\.?a\.?r\.?l\b"
        )),
    ("FR", 2, r"\bmontant\b|\bmerci\b|\bnet a payer\b|\bfacture\b|\brue\b|\bespeces\b|\.fr\b"),
    ("BE", 4, r"\bbe ?0\d{9}\b|\bbelgi(?:um|que|e)\b|\bbruxelles\b|\bbrussel"),
    ("NL", 3, r"\bbtw\b|\bkvk\b|\bnl ?\d{9}b\d{2}\b|\bnederland\b|\bnetherlands\b|\bamsterdam\b|\.nl\b|\bb\.v\."),
    ("IT", 3, r"\bp\.? ?iva\b|\bpartita iva\b|\bscontrino\b|\bitalia\b|\bs\.?r\.?l\b|\bdocumento commerciale\b|\.it\b"),
    ("ES", 3, r"\bc\.?i\.?f\b|\bn\.?i\.?f\b|\bespana\b|\bspain\b|\bfactura\b|\bimporte\b|\.es\b|\bgracias\b"),
    ("PT", 3, r"\bnif\b.*\b[125]\d{8}\b|\bportugal\b|\bfatura\b|\bcontribuinte\b|\bobrigado\b|\.pt\b"),
    ("BR", 4, r"\bcnpj\b|\br\$|\bbrasil\b|\bcupom fiscal\b"),
    ("MX", 4, r"\br\.?f\.?c\b|\bmexico\b|\bmxn\b|\bs\.?a\.? de c\.?v\b"),
    ("PL", 3, r"\bnip\b|\bparagon\b|\bzl\b|\bpln\b|\bpolska\b|sp\. ?z ?o\.? ?o|\bptu\b|\.pl\b"),
    ("CZ", 3, r"\bdic\b.*cz|\bcz\d{8,10}\b|\bkc\b|\bczk\b|\bdph\b|\bs\.r\.o\b|\.cz\b"),
    ("HU", 3, r"\bosszesen\b|\bhuf\b|\bft\b|\bkft\b|\bnyugta\b|\.hu\b"),
    ("RO", 3, r"\blei\b|\bron\b|\bcui\b|\bbon fiscal\b|\.ro\b"),
    ("SE", 3, r"\bsek\b|\bmoms\b|\borg\.? ?nr\b|\bsverige\b|\bkvitto\b|\.se\b"),
    ("NO", 3, r"\bnok\b|\bmva\b|\bnorge\b|\bkvittering\b|\.no\b"),
    ("DK", 3, r"\bdkk\b|\bcvr\b|\bdanmark\b|\.dk\b"),
    ("FI", 3, r"\by-tunnus\b|\balv\b|\bsuomi\b|\byhteensa\b|\boyj?\b|\.fi\b"),
    ("TR", 3, r"\bkdv\b|₺|\btry\b|\btoplam\b|\bfis no\b"),
    ("ZA", 3, r"\bsouth africa\b|\bzar\b|\.co\.za\b"),
)  # fmt: skip
_PHONES = (
    ("MY", "60"), ("SG", "65"), ("ID", "62"), ("DE", "49"), ("AT", "43"), ("CH", "41"), ("FR", "33"), ("BE", "32"),
    ("NL", "31"), ("IT", "39"), ("ES", "34"), ("PT", "351"), ("GB", "44"), ("IE", "353"), ("PL", "48"), ("SE", "46"),
    ("NO", "47"), ("DK", "45"), ("FI", "358"), ("CZ", "420"), ("HU", "36"), ("IN", "91"), ("JP", "81"), ("CN", "86"),
    ("AU", "61"), ("NZ", "64"), ("TH", "66"), ("PH", "63"), ("HK", "852"), ("AE", "971"), ("TR", "90"), ("ZA", "27"),
)  # fmt: skip
_SPOKEN_ABROAD = re.compile(  # words of languages whose countries have several moneys
    r"\b(?:summe|rechnung|gegeben|geg\.|ruckgeld|vielen dank|beleg|mwst|strasse|t\.?v\.?a|ttc|montant|merci|net a payer|facture|"
    r"rue|especes|factura|importe|gracias|fatura|obrigado)\b|str\."
)
_COMPILED = tuple((country, weight, re.compile(pattern)) for country, weight, pattern in _CUES) + tuple(
    (country, 2.0, re.compile(rf"\+ ?{prefix}\b|\(\+?{prefix}\)|\+{prefix}\d")) for country, prefix in _PHONES
)


@dataclass(frozen=True, slots=True)
class CountryGuess:
    """ISO 3166 code, how strong the cues are (2 and more is sure), the next best's strength and code, and where a cue stands.

    `cue` is None where only words of several rows together point to the country. `by_language`: only words point to it that
    are used in other countries too, which have other moneys.
    """

    country: str
    weight: float
    second: float
    cue: Span | None
    runner_up: str | None = None
    by_language: bool = False

    @property
    def is_sure(self) -> bool:
        return self.weight >= SURE and self.weight >= self.second + 1


def guess_country(rows: Sequence[Row]) -> CountryGuess | None:
    """The country with the most weight of cues; None when nothing points anywhere."""
    text = "\n".join(plain(row.text[:_LONGEST_ROW]) for row in rows[:_READ_ROWS])
    weights: dict[str, float] = defaultdict(float)
    for country, weight, pattern in _COMPILED:
        if pattern.search(text):
            weights[country] += weight
    if not weights:
        return None
    ranked = sorted(weights, key=lambda country: -weights[country])
    second = weights[ranked[1]] if len(ranked) > 1 else 0.0
    runner_up, by_language = next(iter(ranked[1:]), None), _is_by_language(ranked[0], text)
    return CountryGuess(ranked[0], weights[ranked[0]], second, _cue(ranked[0], rows), runner_up, by_language)


def _is_by_language(country: str, text: str) -> bool:
    bare = _SPOKEN_ABROAD.sub(" ", text)
    return sum(weight for c, weight, pattern in _COMPILED if c == country and pattern.search(bare)) < SURE


def countries_of_cue(text: str) -> frozenset[str]:
    """The countries of which the whole text is a cue in words: the test of what stands in the box of an inferred currency."""
    folded = " ".join(plain(text).split())
    if re.search(r"\d", folded):
        return frozenset()
    return frozenset(country for country, _weight, pattern in _COMPILED if pattern.fullmatch(folded))


def _cue(country: str, rows: Sequence[Row]) -> Span | None:
    """The first of the strongest cues in words whose box holds it and nothing else."""
    spans = islice(_places(country, rows), _MOST_PLACES)
    return next((span for span in spans if country in countries_of_cue(text_in_box(span.row.page, span.box))), None)


def _places(country: str, rows: Sequence[Row]) -> Iterator[Span]:
    patterns = sorted(((weight, pattern) for c, weight, pattern in _COMPILED if c == country), key=lambda pair: -pair[0])
    for _weight, pattern in patterns:
        for row in rows[:_READ_ROWS]:
            match = pattern.search(plain(row.text[:_LONGEST_ROW]))
            if match:
                yield _span(row, match)


def _span(row: Row, match: re.Match[str]) -> Span:
    """Where a match in the plain text stands in the row: folding may change the length."""
    places = [place for place, character in enumerate(row.text[:_LONGEST_ROW]) for _ in plain(character)]
    return Span(row, places[match.start()], places[match.end() - 1] + 1)
