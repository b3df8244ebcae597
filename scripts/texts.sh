#!/bin/sh
# Gathers the texts of the site for translation, merges them into each language, and compiles what Django reads.
# Rules and sentences of the core are not among them: they stand in src/fortnight/wording.
set -eu

cd "$(dirname "$0")/.."
bin=${BIN:-.venv/bin}
folder=src/fortnight/web/locale
template=$folder/django.pot
mkdir -p "$folder"

"$bin/pybabel" -q extract --project=Fortnight --version= -F pyproject.toml --no-location --sort-output -k gettext_lazy -k gettext_noop -k _ \
    -k ngettext:1,2 -k ngettext_lazy:1,2 -k pgettext:1c,2 -o "$template" src/fortnight/web
for language in $(sed -n 's/ .*//; /^en$/!p' src/fortnight/wording/languages.txt); do
    file=$folder/$language/LC_MESSAGES/django.po
    if [ -f "$file" ]; then
        "$bin/pybabel" -q update --no-fuzzy-matching --ignore-pot-creation-date --ignore-obsolete -l "$language" -i "$template" -o "$file"
    else
        mkdir -p "$(dirname "$file")"
        "$bin/pybabel" -q init -l "$language" -i "$template" -o "$file"
    fi
    "$bin/pybabel" -q compile -i "$file" -o "${file%.po}.mo"
done
# What the sign-in library says in our words is written by hand; its ids are the library's.
for file in src/fortnight/web/sign_in/locale/*/LC_MESSAGES/django.po; do
    "$bin/pybabel" -q compile -i "$file" -o "${file%.po}.mo"
done
# Nobody is to be written to at an address that does not exist.
sed -i "/EMAIL@ADDRESS/d; /li.org/d" "$folder"/*/LC_MESSAGES/django.po
rm "$template"
