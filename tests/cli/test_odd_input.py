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
    assert "NaN" not in out.replace("NaN is no JSON", "")


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
