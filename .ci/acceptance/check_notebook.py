#!/usr/bin/env python3
"""Executes a notebook through nbclient and the installed `sonde` kernel, and checks what a reader would see.

Fails on an error output, on a missing hit-rate table, and on a missing picture (a static one, for clients without
scripts, and an interactive one).
"""
import argparse
import sys
import time

import nbformat
from nbclient import NotebookClient


def bundles(notebook):
    """All MIME bundles of the notebook's outputs."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type in ("display_data", "execute_result"):
                yield output.data


def stderr_text(notebook):
    return "".join(
        output.text
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "stream" and output.name == "stderr"
    )


def problems(notebook):
    """What a reader would miss, one sentence each."""
    for number, cell in enumerate(notebook.cells, 1):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                yield f"cell {number} ended in {output.ename}: {output.evalue}"
    data = list(bundles(notebook))
    html = [str(bundle.get("text/html", "")) for bundle in data]
    if not any("<table" in page and "hit rate" in page.lower() for page in html):
        yield "no output holds a table with a hit rate"
    if not any("<svg" in str(bundle.get("image/svg+xml", "")) or "image/png" in bundle for bundle in data):
        yield "no output holds a static picture (image/svg+xml or image/png)"
    if not any("<svg" in page for page in html):
        yield "no HTML output holds a picture that shows without scripts"
    if any('src="http' in page or "src='http" in page for page in html):
        yield "an HTML output loads something from the network"
    if any(bundle and "text/plain" not in bundle for bundle in data):
        yield "an output has no text/plain twin"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("notebook")
    parser.add_argument("--out")
    parser.add_argument("--kernel", default="sonde")
    arguments = parser.parse_args()
    notebook = nbformat.read(arguments.notebook, as_version=4)
    started = time.monotonic()
    client = NotebookClient(
        notebook, kernel_name=arguments.kernel, timeout=300, allow_errors=True,
        resources={"metadata": {"path": "notebooks"}},
    )
    client.execute()
    if arguments.out:
        nbformat.write(notebook, arguments.out)
    nbformat.validate(notebook)
    found = list(problems(notebook))
    code_cells = sum(cell.cell_type == "code" for cell in notebook.cells)
    print(f"{code_cells} code cells executed in {time.monotonic() - started:.1f} s, {len(found)} problems")
    if stderr_text(notebook):
        print("stderr of the notebook:", stderr_text(notebook))
    for problem in found:
        print("problem:", problem)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
