"""The language of our own templates: Jinja2 with gettext, addresses by name, dates as people say them."""

import threading
from collections.abc import MutableMapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined, Template
from jinja2.ext import InternationalizationExtension
from typing_extensions import override

from fortnight.guide.model import LAST_DAY
from fortnight.guide.own import rule_in
from fortnight.web.accounts.roles import may
from fortnight.web.ground import photo_reader
from fortnight.web.shell import citing, look, palette, routes, square, tabs
from fortnight.web.shell.offers import offers
from fortnight.web.words import dates, kinds, naming, numbers, rules, strip

_compiling = threading.RLock()


class _Templates(Environment):
    """Compiles each template once: of the first people after a start, one waits for it and not each of them works."""

    @override
    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        with _compiling:
            return super().get_template(name, parent, globals)


def environment(**options: Any) -> Environment:
    """The environment for every template in `templates/` of our apps. What a template does not know is an error."""
    extended = {**options, "undefined": StrictUndefined, "extensions": [InternationalizationExtension]}
    env = _Templates(autoescape=True, **{name: value for name, value in extended.items() if name != "autoescape"})
    gettext_of = vars(env)["install_gettext_callables"]
    gettext_of(translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext)
    env.globals.update(static=_static, url=_url, language=translation.get_language, rtl=translation.get_language_bidi)
    env.globals.update(
        said_moment=dates.said_moment,
        said_date=dates.said_date,
        short_date=dates.short_date,
        brief_date=dates.brief_date,
        weekday=dates.weekday,
    )
    env.globals.update(
        cells=strip.cells, mark_class=strip.mark_class, spoken=strip.spoken, state_words=strip.state_words
    )
    env.globals.update(told=rules.told, said=rules.said, step_words=rules.step, brief_words=rules.brief_step)
    env.globals.update(
        notes=get_messages, languages=settings.LANGUAGES, last_day=LAST_DAY, tabs=tabs.TABS, offers=offers
    )
    env.globals.update(source=rules.source, why_source=rules.why_source, why_place=rules.why_place)
    env.globals.update(
        span_words=strip.span_words,
        kind_words=kinds.kind_words,
        cited=citing.cited,
        title_of=citing.title_of,
        rule_of=citing.rule_of,
    )
    env.globals.update(said_length=numbers.said_length)
    env.globals.update(signed=rules.signed, rule_name=naming.rule_name)
    env.globals.update(activity_of=rule_in, languages_by_code=dict(settings.LANGUAGES))
    env.globals.update(
        accents=look.accents, palette=palette.colour, may=may, square=square.square, said_moment=dates.said_moment
    )
    env.globals.update(reads_photos=photo_reader.is_installed)
    env.globals.update(routes=routes.routes, tint=palette.tint)
    env.filters["step_words"] = rules.step
    env.filters["brief_words"] = rules.brief_step
    env.filters["rule_of"] = citing.rule_of
    return env


@lru_cache(maxsize=1024)
def _url(name: str, *args: Any) -> str:
    """The address of a page. Addresses do not depend on the language or on who asks, so each is worked out once."""
    return reverse(name, args=args)


@lru_cache(maxsize=1024)
def _static(name: str) -> str:
    """The address of a static file. The files of a version never change, so each address is worked out once."""
    return static(name)
