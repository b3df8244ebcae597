"""What a person can say about themselves: statements to tick where they are true, in groups, with why each is asked.

Where a rule of the core rests on the answer, the line is the rule's own sentence, so it cannot promise anything else
than what happens. Nothing here is required, and "not said" is an answer of its own.
"""

from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fortnight.person.load import all_rules
from fortnight.person.model import Modifier, SkinTone

Words = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileQuestion:
    """A statement about a field of the profile. `why` stands where no rule of the core says more."""

    field: str
    words: Words
    why: Words = ""

    @property
    def rule(self) -> Modifier | None:
        """The first rule that rests on this answer."""
        return _rules().get(self.field)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionGroup:
    """Questions that belong together."""

    id: str
    words: Words
    questions: tuple[ProfileQuestion, ...]

    @property
    def none(self) -> str:
        """The name of the tick that says of all other statements of the group that they are not true."""
        return f"none-{self.id}"


def _ask(field: str, words: Words, why: Words = "") -> ProfileQuestion:
    return ProfileQuestion(field=field, words=words, why=why)


GROUPS = (
    QuestionGroup(
        id="skin",
        words=_("Your skin"),
        questions=(
            _ask("sensitive", _("Sensitive skin that stings or flushes easily")),
            _ask("active_acne", _("Inflamed spots now")),
            _ask("eczema", _("Eczema")),
            _ask("rosacea", _("Rosacea")),
            _ask("psoriasis", _("Psoriasis")),
            _ask("melasma", _("Melasma, the brown patches that come with sun and hormones")),
            _ask("cold_sores", _("Cold sores now and then")),
            _ask("keloid", _("Scars that grow thick or raised")),
            _ask("active_infection", _("An infection, a wart or a cold sore on the skin now")),
            _ask("skin_lesion", _("A raised mole, an open wound or an unexplained spot in the area")),
            _ask("sunburn", _("Sunburnt or tanned recently")),
        ),
    ),
    QuestionGroup(
        id="health",
        words=_("Your health"),
        questions=(
            _ask("diabetes", _("Diabetes")),
            _ask("immunosuppressed", _("An immune system weakened by an illness or a medicine")),
            _ask("bleeding_disorder", _("A bleeding disorder")),
            _ask("scleroderma_or_heart", _("Scleroderma, a connective tissue disease or a heart condition")),
        ),
    ),
    QuestionGroup(
        id="medicines",
        words=_("Medicines and the treatment itself"),
        questions=(
            _ask("isotretinoin_now", _("I take isotretinoin now")),
            _ask("isotretinoin_last_6_months", _("I took isotretinoin in the last 6 months")),
            _ask("anticoagulant", _("I take a blood thinner")),
            _ask("photosensitising_medicine", _("I take a medicine that makes skin burn faster in the sun")),
            _ask("added_products", _("Something was put in with the needles, such as PRP, exosomes or filler")),
            _ask("rf_needling", _("The needles gave off heat (radiofrequency)")),
        ),
    ),
    QuestionGroup(
        id="pregnancy",
        words=_("Pregnancy"),
        questions=(
            _ask("pregnant", _("Pregnant")),
            _ask("trying", _("Trying for a baby")),
            _ask("breastfeeding", _("Breastfeeding")),
        ),
    ),
    QuestionGroup(
        id="allergies",
        words=_("Allergies"),
        questions=(
            _ask("metal_allergy", _("Allergic to a metal, such as nickel")),
            _ask("anaesthetic_allergy", _("Allergic to numbing cream or a local anaesthetic")),
        ),
    ),
    QuestionGroup(
        id="preferences",
        words=_("What you like"),
        questions=(
            _ask("vegan", _("Vegan products only"), _("We’ll only suggest products with no animal ingredients.")),
            _ask(
                "fragrance_free",
                _("No perfume, even on days when it is allowed"),
                _("We’ll only suggest products without perfume."),
            ),
        ),
    ),
)

QUESTIONS = tuple(question for group in GROUPS for question in group.questions)

TONES: tuple[tuple[str, Words], ...] = (
    ("", _("Not answered")),
    (SkinTone.TYPE_I.value, _("Very pale: always burns, never tans")),
    (SkinTone.TYPE_II.value, _("Pale: burns easily, tans a little")),
    (SkinTone.TYPE_III.value, _("Light to olive: burns at times, tans slowly")),
    (SkinTone.TYPE_IV.value, _("Light brown: burns rarely, tans well")),
    (SkinTone.TYPE_V.value, _("Brown: burns very rarely, tans deeply")),
    (SkinTone.TYPE_VI.value, _("Dark brown to black: hardly ever burns")),
)

AREAS: tuple[tuple[str, Words], ...] = (
    ("", _("Not answered")),
    ("face", _("Face")),
    ("face-neck", _("Face and neck")),
    ("neck", _("Neck and chest")),
    ("eyes", _("Around the eyes")),
    ("scalp", _("Scalp")),
    ("body", _("Somewhere on the body")),
)

PURPOSES: tuple[tuple[str, Words], ...] = (
    ("", _("Not answered")),
    ("acne-scars", _("Acne scars")),
    ("other-scars", _("Other scars or stretch marks")),
    ("lines", _("Lines and firmness")),
    ("marks", _("Dark marks")),
    ("texture", _("Pores and texture")),
    ("hair", _("Hair")),
    ("other", _("Something else")),
)


@cache
def _rules() -> dict[str, Modifier]:
    """By field of the profile: the first rule that rests on it alone."""
    rules: dict[str, Modifier] = {}
    for rule in all_rules():
        if len(rule.when) == 1:
            rules.setdefault(rule.when[0].field, rule)
    return rules


def redness_rule() -> Modifier:
    """The rule about what redness looks like on darker skin. Raises: StopIteration if the data has none."""
    return next(rule for rule in all_rules() if rule.id == "redness-on-darker-skin")
