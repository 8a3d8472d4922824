#!/usr/bin/env python3
"""Executes a notebook through nbclient and the installed `sonde` kernel, and checks what a reader would see.

Fails on an error output; when `hitRates()` shows no hit-rate table or `ciPlot()` no picture under its own cell (a
static one, for clients without scripts); and when the suite that `toYaml()` prints does not pass with `sonde run`.
"""
import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def bundles(cells):
    """All MIME bundles of the cells' outputs."""
    for cell in cells:
        for output in cell.get("outputs", []):
            if output.output_type in ("display_data", "execute_result"):
                yield output.data


def calling(notebook, call):
    """The code cells that make a call."""
    return [cell for cell in notebook.cells if cell.cell_type == "code" and call in cell.source]


def text(cells, name):
    return "".join(
        output.text
        for cell in cells
        for output in cell.get("outputs", [])
        if output.output_type == "stream" and output.name == name
    )


def problems(notebook):
    """What a reader would miss, one sentence each."""
    for number, cell in enumerate(notebook.cells, 1):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                yield f"cell {number} ended in {output.ename}: {output.evalue}"
    data = list(bundles(notebook.cells))
    html = [str(bundle.get("text/html", "")) for bundle in data]
    tables = calling(notebook, ".hitRates()")
    for cell in tables:
        pages = [str(bundle.get("text/html", "")) for bundle in bundles([cell])]
        if not any("<table" in page and "hit rate" in page.lower() and "%" in page for page in pages):
            yield "a cell with hitRates() shows no table with a hit rate"
    plots = calling(notebook, ".ciPlot()")
    for cell in plots:
        pictures = list(bundles([cell]))
        if not any("<svg" in str(bundle.get("image/svg+xml", "")) or "image/png" in bundle for bundle in pictures):
            yield "a cell with ciPlot() holds no static picture (image/svg+xml or image/png)"
        if not any("<svg" in str(bundle.get("text/html", "")) for bundle in pictures):
            yield "a cell with ciPlot() holds no HTML picture that shows without scripts"
    if not tables or not plots:
        yield "the notebook calls no hitRates() or no ciPlot()"
    if any('src="http' in page or "src='http" in page for page in html):
        yield "an HTML output loads something from the network"
    if any(bundle and "text/plain" not in bundle for bundle in data):
        yield "an output has no text/plain twin"


def yaml_problems(notebook, sonde):
    """Runs the suite that the notebook prints, as a reader would in CI."""
    suites = [text([cell], "stdout") for cell in calling(notebook, ".toYaml(")]
    if not suites:
        yield "the notebook prints no suite"
    for suite in suites:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "suite.yaml"
            file.write_text(suite)
            run = subprocess.run([sonde, "run", str(file)], capture_output=True, text=True)
            if run.returncode:
                yield f"the printed suite ends with exit code {run.returncode}:\n{run.stdout}{run.stderr}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("notebook")
    parser.add_argument("--out")
    parser.add_argument("--kernel", default="sonde")
    parser.add_argument("--sonde", required=True, help="the command that runs the printed suite")
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
    found = [*problems(notebook), *yaml_problems(notebook, arguments.sonde)]
    code_cells = sum(cell.cell_type == "code" for cell in notebook.cells)
    print(f"{code_cells} code cells executed in {time.monotonic() - started:.1f} s, {len(found)} problems")
    errors = text(notebook.cells, "stderr")
    if errors:
        print("stderr of the notebook:", errors)
    for problem in found:
        print("problem:", problem)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
