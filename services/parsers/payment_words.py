"""The words for ways of paying in the languages of documents. They are matched without regard to case."""

from __future__ import annotations

import re

_WORDS = {
    "direct_debit": (
        r"\bdirect debit\b|\bLastschrift\w*|\bSEPA[- ]?Mandat\w*|\bBankeinzug|\beingezogen\b|\babgebucht\b|"
        r"\bpr[ée]l[èe]vement|\badeudo\b|"
        r"\bdomiciliaci[oó]n|\bRID\b|\baddebito diretto|\bautomatische incasso|\bincasso\b|\bd[eé]bito direto|"
        r"\bpolecenie zap[lł]aty|"
        r"\binkaso\b|\bautogiro|\bbetalingsservice|\bdebit langsung"
    ),
    "card": (
        r"\bvisa\b|\bmaster ?-?card\b|\bmaestro\b|\bamex\b|\bamerican express\b|\bgirocard\b|\bv ?pay\b|"
        r"\bdebit(?:[ -]?(?:card|mastercard))?\b|"
        r"\bcredit ?card\b|\bKredit(?:karte|kort)\b|\bKartenzahlung\b|\bec-?(?:cash|karte)\b|\belec\.?-cash\b|"
        r"\bcarte(?: bancaire| bleue)?\b|"
        r"\btarjeta\b|\bcart[aã]o\b|\bcarta\b|\bkart[aęąy]\b|\bplatba kartou|\bpin\b(?= |$)|\bCB\b(?= |$)|\bkort\b|"
        r"\bkad (?:kredit|debit)|"
        r"\beftpos\b|\bbancontact\b|\bnets\b|\bdankort\b|\bpostcard\b|\bpagobancomat\b|\bbancomat\b|\bpinnen\b|\bpinbetaling\b|"
        r"\bm[uú]ltibanco\b|\bcontactless\b|\bkontaktlos\b|\b(?:bank)?kaart\b|\bcard\b(?! ?(?:no\b|member))|\bkarte\b|"
        r"\bunion ?pay\b|\bjcb\b|\binterac\b"
    ),
    "e_wallet": (
        r"\bpaypal\b|\bapple ?pay\b|\bgoogle ?pay\b|\bg ?pay\b|\balipay\b|\bwechat\b|\bgrab ?pay\b|"
        r"\btouch ?['n] ?n? ?go\b|\btng\b|\bboost\b|"
        r"\btwint\b|\be-?wallet\b|\bupi\b|\bswish\b|\bvipps\b|\bbizum\b|\bmb ?way\b|\bblik\b|\bmobilepay\b|\bklarna\b|"
        r"\bsatispay\b|\blydia\b|"
        r"\bduitnow\b|\bpaynow\b|\bpix\b|\bideal\b|\bsamsung ?pay\b|\bvenmo\b|\bgopay\b|\bovo\b|\bqris\b|\bpayconiq\b"
    ),
    "transfer": (
        r"\b(?:bank|wire|credit) transfer\b|\btransfer to\b|\b[üu]berweis\w*|\bper [üu]berweisung\b|\bvirement\b|"
        r"\btransferencia\b|"
        r"\btransfer[êe]ncia\b|\bbonifico\b|\bprzelew\w*|\boverschrijving\b|\bovermaken\b|\bp[řr]evod\w*|"
        r"\bbank[öo]verf[öo]ring\b|"
        r"\bbankoverf[øo]rsel\b|\bpindahan (?:bank|wang)\b|\bbacs\b|\bfaster payment|\bpay(?:ment)? by bank|"
        r"\bpayable to (?:our|the) account"
    ),
    "cheque": r"\bche(?:que|ck) (?:no|payment)\b|\bcheque\b|\bch[èe]que\b|\bscheck\b|\bassegno\b",
    "cash": (
        r"\bcash\b(?!ier| ?bill| ?sale| ?receipt| ?memo| ?& ?carry)|\bBar(?:zahlung|geld)?\b(?!code)|\besp[èe]ces?\b|"
        r"\bnumer[aá]rio\b|"
        r"現金|现金|현금|\befectivo\b|\bcontant[ie]?\b|\bgot[óo]wk[aąię]\b|\btunai\b|\bdinheiro\b|\bkontanti?\b|"
        r"\bhotovost\w{0,2}|\bhotov[ěe]\b|"
        r"\bin bar\b|\bau comptant\b|\bcomptant\b"
    ),
}

METHODS = tuple((method, re.compile(pattern, re.IGNORECASE)) for method, pattern in _WORDS.items())
