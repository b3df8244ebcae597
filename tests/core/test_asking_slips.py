"""A slip of the pen proposes a topic and never decides one: little words that are mended name none."""

from fortnight.asking import understand
from fortnight.asking.lexicon import topic_words
from fortnight.asking.slips import little_words_mended
from fortnight.asking.words import words_of


def test_no_word_is_mended_in_silence_into_one_that_names_a_topic() -> None:
    # "Lima" is a city among the little words, and lime juice among the topics.
    mended = little_words_mended(words_of("liga"), (0,), frozenset()) or ()
    assert topic_words().isdisjoint(word.plain for word in mended)


def test_a_word_of_time_is_still_mended_in_silence() -> None:
    topic = understand("can i go to the gym tomorow").topic
    assert topic is not None
    assert topic.id == "vigorous-exercise"


def test_throwing_up_is_a_word_of_harm() -> None:
    assert understand("can i mow the lawn tho i threw up twice and been running 102 since last nite").signs
