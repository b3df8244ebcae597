"""Input as it comes from other programs: marks at the beginning, other encodings, numbers that are none."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


def test_a_batch_may_begin_with_a_byte_order_mark(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "shelf.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"id": 1, "label": "Aqua, Glycerin, Retinol"}\n')
    _, out, _ = run("check", "--jsonl", str(file))
    assert json.loads(out)["traits"] == {"retinoid": ["Retinol"]}


@pytest.mark.parametrize("row", [b'{"id": NaN, "label": "Aqua"}', b'{"id": 1e999, "label": "Aqua"}'])
def test_a_number_that_is_none_stays_out_of_the_answers(run: Run, tmp_path: Path, row: bytes) -> None:
    file = tmp_path / "shelf.jsonl"
    file.write_bytes(row)
    code, out, _ = run("check", "--jsonl", str(file))
    assert code == 0
    assert set(json.loads(out)) == {"line", "error"}
    assert "NaN" not in out.replace("NaN is not JSON", "")


def test_half_a_character_stays_spelt_out(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "shelf.jsonl"
    file.write_bytes(b'{"id": "\\ud800", "label": "Aqua, Glycerin"}\n')
    _, out, _ = run("check", "--jsonl", str(file))
    assert json.loads(out)["id"] == "\ud800"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_label_in_another_encoding_is_read(run: Run, tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "cream.txt"
    file.write_bytes("Aqua, Glycerin, Squalane, Retinol, Crème de l’Eau".encode(encoding))
    code, out, _ = run("check", str(file), "--day", "3")
    assert code == 1
    assert "»Retinol«" in out
    assert "Crème" in out


def test_without_a_command_there_is_help(run: Run) -> None:
    code, out, err = run()
    assert "Commands:" in out + err
    assert "Traceback" not in err
    assert code in {0, 3}


def test_a_reason_by_the_products_kind_says_so(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "shelf.jsonl"
    file.write_text('{"id": 1, "name": "Clay Mask", "label": "Aqua, Kaolin, Glycerin"}\n', "utf-8")
    _, out, _ = run("check", "--jsonl", str(file))
    assert "kind: mask" in {reason["because"] for reason in json.loads(out)["reasons"]}


@pytest.mark.parametrize("value", ["null", "false", "7", "[]", "{}"])
@pytest.mark.parametrize("key", ["label", "name", "category"])
def test_what_is_no_text_is_refused_and_a_name_may_be_null(run: Run, tmp_path: Path, key: str, value: str) -> None:
    file = tmp_path / "shelf.jsonl"
    file.write_text(f'{{"label": "Aqua, Glycerin", "{key}": {value}}}\n', "utf-8")
    answer = json.loads(run("check", "--jsonl", str(file))[1])
    assert answer.get("error") == (None if (value, key != "label") == ("null", True) else f'"{key}" is not a string')


def test_what_is_written_of_a_batch_is_strict_json_in_utf_8(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "shelf.jsonl"
    file.write_bytes('{"id": "Crème \\ud800", "label": "Aqua"}\n{"id": "Crème", "label": "Aqua"}\n'.encode())
    _, out, _ = run("check", "--jsonl", str(file))
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["Crème \ud800", "Crème"]
    assert '"Crème"' in out.splitlines()[1]


@pytest.mark.parametrize(
    ("row", "because"),
    [
        ({"name": "Cream", "label": "Aqua, Glycerin, Squalane, Quellamide"}, "unread: Quellamide"),
        ({"name": "Cream", "label": "come and see our new shop in town today"}, "unread: the label"),
        ({"name": "Sun Fluid SPF 15", "category": "sunscreen", "label": "Aqua, Glycerin, Zinc Oxide"}, "spf 15"),
        ({"name": "Clay Mask", "label": "Aqua, Kaolin, Glycerin"}, "kind: mask"),
        ({"name": "Cream", "label": "Aqua, Glycerin, Retinol"}, "Retinol"),
    ],
)
def test_a_reason_says_because_of_what(run: Run, tmp_path: Path, row: dict[str, str], because: str) -> None:
    file = tmp_path / "shelf.jsonl"
    file.write_text(json.dumps(row), "utf-8")
    assert because in {reason["because"] for reason in json.loads(run("check", "--jsonl", str(file))[1])["reasons"]}


@pytest.mark.parametrize(
    "words", [("check", "--text", "Aqua", "--profile"), ("labels", "score"), ("labels", "coverage")]
)
def test_a_file_that_is_not_utf_8_is_refused_by_its_name(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    file = tmp_path / "mine.txt"
    file.write_bytes("# Crème\n".encode("cp1252"))
    code, _, err = run(*words, str(file))
    assert code == 3
    assert err == "fortnight: mine.txt is not UTF-8 text (byte 5). Save it as UTF-8.\n"


def test_a_profile_may_begin_with_a_byte_order_mark(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "me.toml"
    file.write_bytes(b"\xef\xbb\xbfpregnant = true\n")
    assert run("check", "--text", "Aqua, Glycerin, Retinol", "--day", "9", "--profile", str(file))[0] == 1


@pytest.mark.parametrize("command", ["score", "coverage"])
@pytest.mark.parametrize("line", ["[1]", '{"name": "x"}', '{"label": null}', "{bad", "[" * 20_000])
def test_a_line_of_labels_that_is_none_is_named_by_its_number(
    run: Run, tmp_path: Path, command: str, line: str
) -> None:
    file = tmp_path / "truth.jsonl"
    file.write_text(f'{{"label": "Aqua", "traits": {{}}}}\n\n{line}\n', "utf-8")
    code, _, err = run("labels", command, str(file))
    assert code == 3
    assert "truth.jsonl:3: " in err
    assert len(err.splitlines()) == 1


def test_labels_without_a_truth_are_counted_and_not_scored(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "shelf.jsonl"
    file.write_text('{"label": "Aqua, Glycerin", "name": null}\n', "utf-8")
    assert run("labels", "coverage", str(file))[0] == 0
    assert 'no "traits"' in run("labels", "score", str(file))[2]
