"""What a page cites: the rule behind an id, and the sources behind a rule, with what kind of support each gives."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from jinja2 import pass_context
from jinja2.runtime import Context

from fortnight.asking.load import welcomes
from fortnight.guide.load import published_guide
from fortnight.guide.model import Rule
from fortnight.guide.own import SOURCE, rule_in
from fortnight.person.load import all_rules as person_rules
from fortnight.sources import Evidence, Source
from fortnight.verdicts.reading import reading_rules
from fortnight.web.accounts.convert import guide_of
from fortnight.web.accounts.models import Person
from fortnight.web.words.rules import language, sources_of
from fortnight.wording.load import LANGUAGE
from fortnight.wording.rule_words import told

_EVIDENCE: Mapping[Evidence, Promise] = {
    Evidence.GUIDE: _("the guide itself"),
    Evidence.LAW: _("a law"),
    Evidence.REGULATOR: _("a regulator"),
    Evidence.PUBLIC_HEALTH: _("public health advice"),
    Evidence.REVIEW: _("a review of studies"),
    Evidence.TRIAL: _("a trial"),
    Evidence.STUDY: _("a study"),
    Evidence.CASE_SERIES: _("reports of a few cases"),
    Evidence.CASE_REPORT: _("a report of one case"),
    Evidence.LABORATORY: _("a laboratory or animal study"),
    Evidence.REFERENCE: _("a medical reference work"),
    Evidence.MANUFACTURER: _("a manufacturer"),
    Evidence.CLINIC_PRACTICE: _("what clinics practise"),
    Evidence.OUR_JUDGEMENT: _("our own judgement"),
}
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_PMC = re.compile(r"PMC\d+")
_PMID = re.compile(r"PMID (\d+)")
_PAGE = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+/\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A source as a page names it. `link` is empty where its address is no document that can be opened.

    `reworded`: the title is our description, since the publication's own was not seen.
    """

    title: str
    publisher: str
    year: int | None
    evidence: str
    address: str
    link: str
    reworded: bool


def cited(rule: Rule, *, of_why: bool = False) -> tuple[Cited, ...]:
    """The sources of a rule or of its reason; the one that its place refers to comes first."""
    return tuple(
        Cited(
            title=title_of(source),
            publisher=source.publisher,
            year=source.year,
            evidence=str(_EVIDENCE[source.evidence]),
            address=source.address,
            link=link_to(source.address),
            reworded=source.reworded,
        )
        for source in sources_of(rule, of_why=of_why)
    )


def title_of(source: Source) -> str:
    """The title of a source as a page shows it: published ones as they are, with their language if it is another."""
    if language() == LANGUAGE or source.id == SOURCE:
        return source.title
    told_title = told(source.id, "title", language())
    return told_title or format_html('<span lang="{}">{}</span>', LANGUAGE, source.title)


def link_to(address: str) -> str:
    """Where a DOI, a PMC or PubMed number, or the address of a page leads; empty for the name of a host.

    >>> link_to("10.1000/182"), link_to("fda.gov")
    ('https://doi.org/10.1000/182', '')
    """
    if doi := _DOI.search(address):
        return f"https://doi.org/{doi[0]}"
    if pmc := _PMC.search(address):
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{pmc[0]}/"
    if pubmed := _PMID.fullmatch(address):
        return f"https://pubmed.ncbi.nlm.nih.gov/{pubmed[1]}/"
    return f"https://{address}" if _PAGE.fullmatch(address) else ""


@pass_context
def rule_of(context: Context, rule_id: str) -> Rule | None:
    """The rule with an id as it holds for whose page it is, from whichever table, or None where it is there no more."""
    person = context.get("person")
    guide = guide_of(person) if isinstance(person, Person) else published_guide()
    return rule_in(guide, rule_id) or _others().get(rule_id)


@cache
def _others() -> Mapping[str, Rule]:
    return MappingProxyType({rule.id: rule for rule in (*person_rules(), *reading_rules().values(), *welcomes())})
