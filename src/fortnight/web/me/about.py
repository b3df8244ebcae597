"""What a person may tell about themself: every question, in groups, with one line on why it is asked.

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
    """A yes-or-no question about a field of the profile. `why` stands where no rule of the core says more."""

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


def _ask(field: str, words: Words, why: Words = "") -> ProfileQuestion:
    return ProfileQuestion(field=field, words=words, why=why)


GROUPS = (
    QuestionGroup(
        id="skin",
        words=_("Your skin"),
        questions=(
            _ask("sensitive", _("Is your skin sensitive: does it sting or flush easily?")),
            _ask("active_acne", _("Do you have inflamed spots now?")),
            _ask("eczema", _("Do you have eczema?")),
            _ask("rosacea", _("Do you have rosacea?")),
            _ask("psoriasis", _("Do you have psoriasis?")),
            _ask("melasma", _("Do you have melasma, the brown patches that come with sun and hormones?")),
            _ask("cold_sores", _("Do you ever get cold sores?")),
            _ask("keloid", _("Do your scars grow thick or raised?")),
            _ask("active_infection", _("Is there an infection, a wart or a cold sore on the skin now?")),
            _ask("skin_lesion", _("Is there a raised mole, an open wound or an unexplained spot in the area?")),
            _ask("sunburn", _("Has your skin been sunburnt or tanned recently?")),
        ),
    ),
    QuestionGroup(
        id="health",
        words=_("Your health"),
        questions=(
            _ask("diabetes", _("Do you have diabetes?")),
            _ask("immunosuppressed", _("Is your immune system weakened by an illness or a medicine?")),
            _ask("bleeding_disorder", _("Do you have a bleeding disorder?")),
            _ask(
                "scleroderma_or_heart", _("Do you have scleroderma, a connective tissue disease or a heart condition?")
            ),
        ),
    ),
    QuestionGroup(
        id="medicines",
        words=_("Medicines and the treatment itself"),
        questions=(
            _ask("isotretinoin_now", _("Do you take isotretinoin now?")),
            _ask("isotretinoin_last_6_months", _("Did you take isotretinoin in the last 6 months?")),
            _ask("anticoagulant", _("Do you take a blood thinner?")),
            _ask("photosensitising_medicine", _("Do you take a medicine that makes skin burn faster in the sun?")),
            _ask("added_products", _("Was anything put in with the needles, such as PRP, exosomes or filler?")),
            _ask("rf_needling", _("Did the needles give off heat (radiofrequency)?")),
        ),
    ),
    QuestionGroup(
        id="pregnancy",
        words=_("Pregnancy"),
        questions=(
            _ask("pregnant", _("Are you pregnant?")),
            _ask("trying", _("Are you trying for a baby?")),
            _ask("breastfeeding", _("Are you breastfeeding?")),
        ),
    ),
    QuestionGroup(
        id="allergies",
        words=_("Allergies"),
        questions=(
            _ask("metal_allergy", _("Are you allergic to a metal, such as nickel?")),
            _ask("anaesthetic_allergy", _("Are you allergic to numbing cream or a local anaesthetic?")),
        ),
    ),
    QuestionGroup(
        id="preferences",
        words=_("What you like"),
        questions=(
            _ask("vegan", _("Vegan only?"), _("We’ll only suggest products with no animal ingredients.")),
            _ask(
                "fragrance_free",
                _("No perfume, even on days when it is allowed?"),
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
    found: dict[str, Modifier] = {}
    for rule in all_rules():
        if len(rule.when) == 1:
            found.setdefault(rule.when[0].field, rule)
    return found


def redness_rule() -> Modifier:
    """The rule about what redness looks like on darker skin. Raises: StopIteration if the data has none."""
    return next(rule for rule in all_rules() if rule.id == "redness-on-darker-skin")
