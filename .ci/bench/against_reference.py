#!/usr/bin/env python3
"""Runs one suite with Sonde and with the Python reference (dlm-sway on transformers and peft), in turns, and prints ratios.

    python -m venv bench && bench/bin/pip install -r .ci/bench/requirements.txt
    bench/bin/python .ci/bench/against_reference.py --real REAL --model MODEL --sonde kernel/target/sonde/bin/sonde

REAL holds suite-reference.yaml and adapters/; MODEL is the Hugging Face folder they belong to. Both sides get the same
file, cut down to the kinds of probes named by --kinds, with the same prompts and the same number of null adapters. What
is compared: wall time of the whole process, peak resident memory, and for Sonde a second run over the store that the
first one filled. Then the plain speed of one batch of short prompts: transformers in eager mode against `sonde bench`, whose
floor (the matrix products alone) shows what is left to win. Times of different machines or different minutes are not comparable; ratios of one run are.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

# the kinds that ask both sides for the same texts; the others bring packaged texts of their own, or need an embedder
SHARED_KINDS = (
    "delta_kl,null_adapter,adapter_ablation,prompt_collapse,paraphrase_invariance,preference_flip"
)
BATCH_ROWS, BATCH_TOKENS = 64, 11


def write_suite(real: Path, model: Path, kinds, path: Path) -> Path:
    suite = yaml.safe_load((real / "suite-reference.yaml").read_text())
    for side in suite["models"].values():
        side["base"] = str(model.resolve())
        if "adapter" in side:
            side["adapter"] = str((real / side["adapter"]).resolve())
    suite["suite"] = [entry for entry in suite["suite"] if entry["kind"] in kinds]
    for entry in suite["suite"]:
        if "calibrate_kinds" in entry:
            entry["calibrate_kinds"] = [kind for kind in entry["calibrate_kinds"] if kind in kinds]
    path.write_text(yaml.safe_dump(suite, sort_keys=False))
    return path


def timed(command, log: Path, environment=None):
    """Wall seconds, peak resident MiB and exit code of a process and its children."""
    started = time.monotonic()
    with log.open("w") as output:
        process = subprocess.Popen(
            [str(part) for part in command], stdout=output, stderr=subprocess.STDOUT,
            env={**os.environ, **(environment or {})},
        )
        _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):  # 1: the suite ran and failed
        raise SystemExit(f"{command[0]} ended with {code}:\n{log.read_text()[-3000:]}")
    return time.monotonic() - started, usage.ru_maxrss / 1024, code


def rounds(arguments, suite: Path, work: Path):
    measured = {"reference": [], "sonde, cold": [], "sonde, warm store": []}
    sway = Path(sys.executable).parent / "sway"
    for number in range(1, arguments.rounds + 1):
        store = work / "store"
        shutil.rmtree(store, ignore_errors=True)
        environment = {"SONDE_CACHE": str(store)}
        runs = {
            "reference": ([sway, "run", suite, "--json", work / "reference.json"], None),
            "sonde, cold": ([arguments.sonde, "run", suite, "--json", work / "cold.json"], environment),
            "sonde, warm store": ([arguments.sonde, "run", suite, "--json", work / "warm.json"], environment),
        }
        for name, (command, variables) in runs.items():
            wall, peak, code = timed(command, work / f"{name}.log", variables)
            measured[name].append((wall, peak))
            print(f"round {number}: {name}: {wall:.1f} s, peak {peak:.0f} MiB, exit code {code}", flush=True)
    return measured


def first_answer(arguments, work: Path):
    """Seconds from the start of a process to the end of one scored prompt, median of the rounds."""
    adapter = arguments.real / "adapters" / "healthy"
    one = work / "one.yaml"
    one.write_text(yaml.safe_dump({
        "version": 1,
        "models": {
            "base": {"kind": "hf", "base": str(arguments.model.resolve())},
            "ft": {"kind": "hf", "base": str(arguments.model.resolve()), "adapter": str(adapter.resolve())},
        },
        "suite": [{"name": "one", "kind": "delta_kl", "prompts": ["The capital of France is"]}],
    }))
    walls = {"reference": [], "sonde": []}
    for number in range(arguments.rounds):
        store = {"SONDE_CACHE": str(work / f"first-{number}")}
        walls["sonde"].append(timed([arguments.sonde, "run", one], work / "first.log", store)[0])
        sway = Path(sys.executable).parent / "sway"
        walls["reference"].append(timed([sway, "run", one], work / "first-reference.log")[0])
    return {name: statistics.median(values) for name, values in walls.items()}


def batches(arguments, work: Path):
    """Median seconds of one batch of BATCH_ROWS short prompts, and of the matrix products in it."""
    adapter = arguments.real / "adapters" / "healthy"
    script = Path(__file__).with_name("transformers_batch.py")
    shape = [BATCH_ROWS, BATCH_TOKENS, 5]
    found = subprocess.run(
        [str(part) for part in (sys.executable, script, arguments.model, adapter, *shape)],
        check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )
    theirs = {f"transformers, {name}": statistics.median(times) for name, times in json.loads(found.stdout).items()}
    report = work / "bench.json"
    timed([arguments.sonde, "bench", "--base", arguments.model, "--adapter", adapter, "--prompts", BATCH_ROWS,
           "--only", "^floor|^batched$|^batched, fine-tuned$", "--json", report], work / "bench.log")
    ours = {f"sonde, {way['name']}": (statistics.median(way["millis"]) / 1000, way["work"]["tokens"])
            for way in json.loads(report.read_text())["timings"]}
    print()
    for name, seconds in theirs.items():
        print(f"{name:<45}{seconds * 1000:>8.0f} ms{BATCH_ROWS * BATCH_TOKENS / seconds:>8.0f} tokens/s")
    for name, (seconds, tokens) in ours.items():
        print(f"{name:<45}{seconds * 1000:>8.0f} ms{tokens / seconds:>8.0f} tokens/s")
    return {**theirs, **{name: seconds for name, (seconds, _) in ours.items()}}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--real", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--sonde", type=Path, required=True)
    parser.add_argument("--kinds", default=SHARED_KINDS)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        suite = write_suite(arguments.real, arguments.model, arguments.kinds.split(","), work / "suite.yaml")
        first = first_answer(arguments, work)
        measured = rounds(arguments, suite, work)
        passes = json.loads((work / "cold.json").read_text())["statistics"]
        raw = batches(arguments, work)
    middle = {name: tuple(map(statistics.median, zip(*values))) for name, values in measured.items()}
    reference_wall, reference_peak = middle["reference"]
    print(f"\n{'':<20}{'wall s':>10}{'faster by':>12}{'peak MiB':>10}{'of reference':>14}")
    for name, (wall, peak) in middle.items():
        print(f"{name:<20}{wall:>10.1f}{reference_wall / wall:>11.1f}×{peak:>10.0f}{100 * peak / reference_peak:>13.0f}%")
    print(f"first answer: reference {first['reference']:.1f} s, sonde {first['sonde']:.1f} s")
    print(f"sonde, cold: {passes['forward_passes']} forward passes, {passes['cache_hits']} hits")
    if arguments.json:
        arguments.json.write_text(json.dumps({"runs": measured, "first_answer": first, "batches": raw, "statistics": passes}, indent=2))


if __name__ == "__main__":
    main()
