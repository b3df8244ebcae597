"""What else is in a question: phrases that the answer does not speak of, and that may be refused.

Grammar finds what is asked about and lays the rest aside: "moisturiser because it has retinol" is about a moisturiser.
That is well for a question that is answered with a no. A yes has to bear everything that is named: each phrase that is
neither judged with the topic nor told to be absent is kept here, and the reply asks back where a rule refuses it.
"""

from fortnight.asking.denials import is_denied_before
from fortnight.asking.grammar import MEDICINES, PUT_ON, Parsed, TopicMention
from fortnight.asking.heads import NEEDLING
from fortnight.asking.lexicon import classes_of
from fortnight.asking.model import QuestionTopic
from fortnight.asking.words import TypedWord

_NOR = frozenset({"or", "nor", "o", "u", "ni"})
_FREE = frozenset({"free", "libre"})
_OVER = frozenset({"after", "following", "post", "despues", "tras"})
_ON = frozenset({"on", "onto", "over", "en", "sobre", "a", "to", "for", "para"})
_SKIN = frozenset(
    {"face", "skin", "cara", "piel", "rostro", "cutis", "cheek", "cheeks", "mejilla", "mejillas", "forehead"}
)
_BOTTLE = frozenset(
    {"gel", "cream", "creme", "lotion", "ointment", "crema", "pomada", "locion", "spray", "balm", "patch"}
)
_WITH = frozenset({"with", "under", "using", "use", "con", "bajo", "usando", "y", "and", "plus", "of", "del", "de"})
_TOOL = frozenset({"dermaroller", "roller", "dermastamp", "dermapen", "microneedler"})
_ABOUT = frozenset({"treatment", "session", "appointment", "tratamiento", "sesion", "cita", "facial"})
_TO_SWALLOW = frozenset({"food", "hair"})
_REACH = 3


def phrases_beside(parsed: Parsed, topic: QuestionTopic) -> tuple[TopicMention, ...]:
    """The phrases that a topic's answer does not judge: not what is absent, felt, over, or the treatment itself."""
    judged = _keys(topic)
    beside, denied = [], -1
    for phrase in parsed.phrases:
        if _is_denied(parsed.words, phrase, denied):
            denied = phrase.end
            continue
        meanings = phrase.parts[0]
        keys = {meaning.key for meaning in meanings}
        over = not any(m.of_a_product or (m.activity and m.activity.group in PUT_ON) for m in meanings)
        if phrase.felt or keys & judged or keys <= {NEEDLING} or (over and _is_over(parsed.words, phrase)):
            continue
        beside.append(phrase)
    return tuple(beside)


def _keys(topic: QuestionTopic) -> frozenset[str]:
    general = topic.general
    if general is None:
        return frozenset({topic.id})
    return frozenset(map(str, (*general.kinds, *general.names, *general.marks, *general.activities)))


def _is_denied(words: tuple[TypedWord, ...], phrase: TopicMention, denied: int) -> bool:
    """Whether a phrase is told to be absent: "without retinol", "retinol-free", and "without perfume or retinol"."""
    before, after = phrase.start - 1, phrase.end
    if after < len(words) and not words[after].ends and words[after].plain in _FREE:
        return True
    if before < 0 or words[phrase.start].ends:
        return False
    if words[before].plain in _NOR and before == denied:
        return True
    turned = is_denied_before(words, phrase.start)
    twice = before > 0 and not words[before].ends and "turns-before" in classes_of(words[before - 1].plain)
    return turned and not twice


def _is_over(words: tuple[TypedWord, ...], phrase: TopicMention) -> bool:
    """Whether an activity is in the past: "after the gym"."""
    return any(word.plain in _OVER for word in words[max(phrase.start - _REACH, 0) : phrase.start])


def needles_again(words: tuple[TypedWord, ...]) -> bool:
    """Whether the needles themselves are used with something: "hyaluronic acid under the dermaroller"."""
    for place, word in enumerate(words):
        is_about = place + 1 < len(words) and words[place + 1].plain in _ABOUT
        near = {other.plain for other in words[max(place - _REACH, 0) : place]}
        if word.plain in _TOOL and not is_about and near & _WITH:
            return True
    return False


def put_on_the_skin(parsed: Parsed, topic: QuestionTopic) -> tuple[str, ...]:
    """Words that put on the face what the topic swallows or uses on hair: "coffee on my face"."""
    activity = topic.activity
    if activity is None:
        return ()
    swallowed = activity.group in MEDICINES and activity.refuse is None
    if not swallowed and activity.group not in _TO_SWALLOW:
        return ()
    typed = set(topic.typed.split())
    words = []
    for place, word in enumerate(parsed.words):
        near = {other.plain for other in parsed.words[max(place - _REACH, 0) : place]}
        on_skin = word.plain in _SKIN and near & _ON
        if word.given not in typed and (on_skin or (swallowed and word.plain in _BOTTLE)):
            words.append(word.given)
    return tuple(words)


def turned_round(parsed: Parsed, topic: QuestionTopic) -> tuple[str, ...]:
    """Words that ask for the opposite, for too much, or for a hurt place: no yes about the product answers them.

    "Can I skip sunscreen", "too much serum", "moisturiser on a cut".
    """
    if topic.general is None and topic.id not in _CARE:
        return ()
    start = min((phrase.start for phrase in parsed.phrases if phrase.of_a_product or topic.general is None), default=0)
    words = [word.plain for word in parsed.words]
    before = f" {' '.join(words[max(start - _REACH, 0) : start])} "
    phrases = [phrase for phrase in _OPPOSITE if f" {phrase} " in before]
    for place, word in enumerate(words):
        over = {*words[max(place - _REACH, 0) : place]}
        if word in _HURT and over & _ON_A_PLACE:
            phrases.append(word)
    return tuple(phrases[:1])


_CARE = frozenset({"washing-your-face"})
_OPPOSITE = (
    *("skip", "skipping", "skipped", "stop", "stopping", "quit", "quitting", "avoid", "avoiding", "leave out", "forgo"),
    *("go without", "do without", "miss", "ditch", "give up", "hold off", "too much", "overdo", "overuse", "forget"),
    *("saltarme", "saltar", "dejar de", "dejo de", "deje de", "suspender", "suspendo", "evitar", "omitir", "demasiado"),
    *("demasiada", "prescindir de", "olvidarme de", "no ponerme", "no usar", "no echarme", "not use", "not wear"),
)
_HURT = frozenset(
    (
        *("cut", "cuts", "wound", "wounds", "blister", "blisters", "burn", "burns", "sore", "sores", "scab", "scabs"),
        *("stitches", "graze", "grazes", "rash", "mole", "ulcer", "herida", "heridas", "ampolla", "ampollas", "llaga"),
        *("quemadura", "quemaduras", "costra", "costras", "corte", "cortes", "puntos", "sarpullido", "lunar"),
    )
)
_ON_A_PLACE = frozenset({"on", "onto", "over", "in", "to", "en", "sobre", "encima"})
