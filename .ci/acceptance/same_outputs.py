#!/usr/bin/env python3
"""Compares what `sonde run` saves with what nbclient saves through the installed kernel: every cell, every output.

Number, order and kind of outputs, all MIME types with their contents, metadata and execution counts must be equal. Only
what no two runs share is masked: durations, rates, ids of displays, and the wall times of tables of hit rates. Both runs
compute with one thread: otherwise the machine's load decides how many there are, and with it the last digits of a sum.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

DURATION = re.compile(r"\d[\d.,]* ?(ms|s|µs|min|MiB|tokens/s)\b")
IDENTITY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}")
WALL = re.compile(r"\d+\.\d{3}\b|\d+\.\d\b(?!%)| +|─+")

CELLS = [
    'println("text"); System.err.println("warning"); print("no end")',
    "6 * 7",
    'display(html("<b>bold</b>")); display(1).update(2); "last"',
    'println("gone"); clearOutput(); println("stays")',
    "val xs = listOf(1, 2); fun twice(n: Int) = n * 2",
    "%help",
    "%help time",
    "%vars",
    "%time twice(21)",
    "%%time\nval slow = 1\nslow",
    "%timeout 60\n%timeout\n%timeout off",
    "%log\n%env HOME\n%repo",
    'fun f() { error("boom") }\n\nf()',
    "missing + 1",
    "%nosuch",
    "Unit",
    "demoModel()",
    "mapOf(\"a\" to 1.5, \"b\" to null)",
]
FAILING = {12, 13, 14}


def own_notebook(path):
    cells = [nbformat.v4.new_code_cell(code) for code in CELLS]
    for index in FAILING:
        cells[index].metadata["tags"] = ["raises-exception"]
    kernel = {"name": "sonde", "display_name": "Sonde", "language": "kotlin"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)


def masked(text):
    text = IDENTITY.sub("ID", text)
    if "wall ms" in text:
        text = WALL.sub("#", text)
    return DURATION.sub("#", text)


def outputs(cell):
    """The outputs as comparable texts; pieces of one stream are one, since how text is cut is a matter of time."""
    joined = []
    for output in json.loads(json.dumps(cell.get("outputs", []))):
        output.pop("transient", None)
        last = joined[-1] if joined else {}
        if output["output_type"] == "stream" and last.get("name") == output["name"]:
            last["text"] += output["text"]
        else:
            joined.append(output)
    return [masked(json.dumps(output, sort_keys=True, ensure_ascii=False)) for output in joined]


def differences(theirs, ours):
    ours, theirs = ([cell for cell in book.cells if cell.cell_type == "code"] for book in (ours, theirs))
    if len(ours) != len(theirs):
        yield f"{len(theirs)} code cells through nbclient, {len(ours)} through sonde run"
    for number, (left, right) in enumerate(zip(theirs, ours), 1):
        if left.execution_count != right.execution_count:
            yield f"cell {number}: count {left.execution_count} through nbclient, {right.execution_count} through sonde run"
        one, other = outputs(left), outputs(right)
        if len(one) != len(other):
            yield f"cell {number}: {len(one)} outputs through nbclient, {len(other)} through sonde run: {one} / {other}"
        for a, b in zip(one, other):
            if a != b:
                at = next((i for i, pair in enumerate(zip(a, b)) if pair[0] != pair[1]), min(len(a), len(b)))
                window = slice(max(0, at - 60), at + 100)
                yield f"cell {number}:\n  nbclient:  {a[window]}\n  sonde run: {b[window]}"


def compare(path, folder, sonde, kernel):
    theirs = nbformat.read(path, as_version=4)
    client = NotebookClient(
        theirs, kernel_name=kernel, timeout=300, resources={"metadata": {"path": str(Path(path).resolve().parent)}}
    )
    client.execute()
    executed = Path(folder) / "executed.ipynb"
    subprocess.run([sonde, "run", str(path), "--out", str(executed)], check=True, stdout=subprocess.DEVNULL)
    found = list(differences(theirs, nbformat.read(executed, as_version=4)))
    count = sum(len(outputs(cell)) for cell in theirs.cells if cell.cell_type == "code")
    print(f"{path}: {count} outputs compared, {len(found)} differences")
    for difference in found:
        print("difference:", difference)
    return len(found)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("notebooks", nargs="*")
    parser.add_argument("--kernel", default="sonde")
    parser.add_argument("--sonde", required=True)
    arguments = parser.parse_args()
    os.environ["SONDE_THREADS"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder) / "own.ipynb"
        own_notebook(own)
        paths = [own, *arguments.notebooks]
        sys.exit(1 if sum(compare(path, folder, arguments.sonde, arguments.kernel) for path in paths) else 0)


if __name__ == "__main__":
    main()
