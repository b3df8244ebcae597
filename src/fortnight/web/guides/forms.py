"""The forms of the clinic's guide. What a form says is read by the core, as strictly as a file; words are kept.

A field that says what is published says nothing: only what is another becomes a change.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from fortnight.errors import DataError
from fortnight.guide.changes import LATEST_DAY, LENGTHS, MOST_NAMED, PARTS, ChangedDays, GuideChange, Table, change_from
from fortnight.guide.load import published_guide
from fortnight.guide.model import LAST_DAY, Activity, Care, Rule, Span, Stage, Where, Window
from fortnight.labels.model import Detail, Kind, Trait
from fortnight.web.guides.queries import DRAFT
from fortnight.web.words.kinds import kind_words
from fortnight.web.words.rules import said, told
from fortnight.wording.load import LANGUAGES
from fortnight.wording.rule_words import told as told_in

_DAYS = [("", "–"), *((str(day), str(day)) for day in range(1, LAST_DAY + 1))]
_LARGEST_FILE = 128 * 1024
PLACES = {
    Where.ANYWHERE: _("in any product"),
    Where.LEAVE_ON: _("in leave-on products"),
    Where.CLEANSER: _("in a cleanser"),
    Where.NOT_CLEANSER: _("in anything but a cleanser"),
}
PART_NAMES = {"says": _("What it says"), "why": _("Why"), "often": _("How often")}


def table_of(rule: Rule) -> Table:
    """In which table a change of a rule stands."""
    match rule:
        case Stage():
            return Table.STAGE
        case Care():
            return Table.CARE
        case Activity():
            return Table.ACTIVITY
        case _:
            return Table.WINDOW


def published_words(rule: Rule, part: str, language: str) -> str:
    """The words of a rule as it is published, in a language."""
    return told_in(rule.id, part, language) or str(getattr(rule, part))


class ChangeForm(forms.Form):
    """What is to be another about a rule: its days, its words in each language, the products it names."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, table: Table, published: Rule | None, change: GuideChange | None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.table, self.published, self.before = table, published, change
        self._day_fields()
        for part in PARTS[table]:
            for language in LANGUAGES:
                self._word_field(part, language)
        if table is Table.CARE:
            named = change.named if change and change.named is not None else getattr(published, "named", ())
            self.fields["named"] = forms.CharField(
                required=False, max_length=MOST_NAMED * (LENGTHS["named"] + 2), initial="\n".join(named)
            )
        self.change: GuideChange | None = None

    @property
    def words(self) -> list[tuple[str, str, forms.BoundField]]:
        """The fields of words: which part, which language, the field."""
        return [
            (str(PART_NAMES[part]), language, self[f"{part}_{language}"])
            for part in PARTS[self.table]
            for language in LANGUAGES
        ]

    def _day_fields(self) -> None:
        if self.table is Table.STAGE:
            return
        if self.table is Table.CARE:
            span = self.before.span if self.before and self.before.span else getattr(self.published, "days", None)
            self._span_fields("days", span)
            return
        days = self.before.days if self.before and self.before.days else _days_of(self.published)
        self._span_fields("refuse", days.refuse)
        self._span_fields("careful", days.careful)
        if self.table is Table.ACTIVITY:
            self.fields["from_day"] = forms.IntegerField(
                required=False, min_value=LAST_DAY + 1, max_value=LATEST_DAY, initial=days.from_day
            )

    def _span_fields(self, name: str, span: Span | None) -> None:
        for end in ("first", "last"):
            self.fields[f"{name}_{end}"] = forms.TypedChoiceField(
                choices=_DAYS, coerce=int, empty_value=None, required=False, initial=getattr(span, end, "")
            )

    def _word_field(self, part: str, language: str) -> None:
        own = {(name, tongue): text for name, tongue, text in self.before.words} if self.before else {}
        moved = bool(self.before and (self.before.days or self.before.span)) and part == "says"
        published = published_words(self.published, part, language) if self.published and not moved else ""
        self.fields[f"{part}_{language}"] = forms.CharField(
            required=False, max_length=LENGTHS[part], initial=own.get((part, language), published)
        )

    @override
    def clean(self) -> dict[str, Any]:
        """The form as a change; None where it says just what is published. Days that cannot be are refused in words."""
        values: dict[str, Any] = super().clean() or {}
        if self.errors:
            return values
        for name, of in (("refuse", _("to avoid")), ("careful", _("with care")), ("days", _("of the step"))):
            if f"{name}_first" in self.fields:
                self._check_span(values, name, str(of))
        if not self.errors:
            self._read(values)
        return values

    def _check_span(self, values: dict[str, Any], name: str, of: str) -> None:
        first, last = values[f"{name}_first"], values[f"{name}_last"]
        if (first is None) != (last is None):
            self.add_error(f"{name}_first", gettext("Enter both days (%(of)s), or neither.") % {"of": of})
        elif first and last < first:
            self.add_error(f"{name}_first", gettext("The last day is before the first day (%(of)s).") % {"of": of})

    def _read(self, values: dict[str, Any]) -> None:
        entry = self._entry(values)
        if set(entry) == {"id"}:
            return
        try:
            self.change = change_from(self.table, entry, DRAFT)
        except DataError as error:
            self.add_error(None, f"{error.what}. {error.fix}")

    def _entry(self, values: dict[str, Any]) -> dict[str, object]:
        """What stands in the entry of the change: just what is another than published."""
        published = self.published
        entry: dict[str, object] = {"id": self._id()}
        if isinstance(published, Care):
            span = _listed(values, "days")
            entry |= {"days": span} if span != _ends(published.days) else {}
            named = [line.strip() for line in values["named"].splitlines() if line.strip()]
            entry |= {"named": named} if tuple(named) != published.named else {}
        elif self.table is not Table.STAGE:
            entry |= self._days_entry(values)
        for part in PARTS[self.table]:
            texts = {
                language: text
                for language in LANGUAGES
                if (text := " ".join(values[f"{part}_{language}"].split()))
                and not (published and text == published_words(published, part, language))
            }
            entry |= {part: texts} if texts else {}
        return entry

    def _days_entry(self, values: dict[str, Any]) -> dict[str, object]:
        days = {name: _listed(values, name) for name in ("refuse", "careful")}
        from_day = values.get("from_day")
        was = _days_of(self.published)
        if self.published and (days["refuse"], days["careful"], from_day) == (
            _ends(was.refuse), _ends(was.careful), was.from_day
        ):  # fmt: skip
            return {}
        return {**days, **({"from_day": from_day} if from_day else {})}

    def _id(self) -> str:
        return self.published.id if self.published else ""


class OwnForm(ChangeForm):
    """A rule that the clinic adds: what it is about, its days, its words."""

    def __init__(self, *args: Any, rule_id: str, change: GuideChange | None = None, **more: Any) -> None:
        super().__init__(*args, table=Table.OWN, published=None, change=change, **more)
        self._rule_id = rule_id
        about = change.about if change else None
        initial = ""
        if about:
            initial = f"shows:{about.shows}" if about.shows else f"activity:{about.activity}"
            initial = f"kinds:{about.kinds[0]}" if about.kinds else initial
        self.fields["about"] = forms.ChoiceField(choices=about_choices(), initial=initial)
        self.fields["where"] = forms.ChoiceField(
            choices=list(PLACES.items()), required=False, initial=about.where if about else Where.ANYWHERE
        )

    @override
    def _id(self) -> str:
        return self._rule_id

    @override
    def _entry(self, values: dict[str, Any]) -> dict[str, object]:
        of, _colon, name = values["about"].partition(":")
        about: dict[str, object] = {of: [name] if of == "kinds" else name}
        if of == "kinds" and self.before and self.before.about and name in self.before.about.kinds[:1]:
            # A rule from a file may be about several kinds; the list shows the first of them.
            about = {"kinds": list(self.before.about.kinds)}
        if of == "shows" and values["where"]:
            about["where"] = values["where"]
        return {**super()._entry(values), **about}


class PublishForm(forms.Form):
    """A note on what is new, and where something is milder the name of whoever answers for it."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    note = forms.CharField(max_length=600, error_messages={"required": _("Enter what is new.")})
    name = forms.CharField(required=False, max_length=80)

    def __init__(self, *args: Any, milder: tuple[Rule, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        self._milder = milder
        for rule in milder:
            self.fields[f"reason-{rule.id}"] = forms.CharField(required=False, max_length=LENGTHS["reason"])

    @property
    def reasons(self) -> dict[str, str]:
        """The reason for each rule that is milder, as far as they were written."""
        return {rule.id: self.cleaned_data.get(f"reason-{rule.id}", "") for rule in self._milder}


class UploadForm(forms.Form):
    """A version as a file, to become the draft."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    file = forms.FileField(error_messages={"required": _("Choose a file.")})

    def clean_file(self) -> str:
        """The text of the file."""
        file = self.cleaned_data["file"]
        if file.size > _LARGEST_FILE:
            raise forms.ValidationError(_("This file is too large to be a guide."))
        try:
            return str(file.read().decode("utf-8"))
        except UnicodeDecodeError:
            raise forms.ValidationError(_("This file is not UTF-8 text.")) from None


class RevisionForm(forms.Form):
    """A button of the draft: it names the revision that it was pressed on."""

    revision = forms.IntegerField(min_value=0)


def about_choices() -> list[tuple[str, Any]]:
    """What a rule of the clinic's own can be about, in groups."""
    marks = sorted(
        ((f"shows:{mark}", said(f"mark-{mark}")) for mark in (*Trait, *Detail)), key=lambda choice: choice[1]
    )
    kinds = [(f"kinds:{kind}", kind_words(kind)) for kind in Kind]
    activities = sorted(
        ((f"activity:{activity.id}", told(activity, "name")) for activity in published_guide().activities),
        key=lambda choice: choice[1],
    )
    return [
        ("", gettext("Choose what it is about")),
        (gettext("A type of product"), kinds),
        (gettext("What a label shows"), marks),
        (gettext("Something to do"), activities),
    ]


def _days_of(rule: Rule | None) -> ChangedDays:
    if isinstance(rule, Window):
        return ChangedDays(refuse=rule.refuse, careful=rule.careful)
    if isinstance(rule, Activity):
        return ChangedDays(refuse=rule.refuse, careful=rule.careful, from_day=rule.from_day)
    return ChangedDays()


def _listed(values: dict[str, Any], name: str) -> list[int]:
    first, last = values[f"{name}_first"], values[f"{name}_last"]
    return [first, last] if first else []


def _ends(span: Span | None) -> list[int]:
    return [span.first, span.last] if span else []
