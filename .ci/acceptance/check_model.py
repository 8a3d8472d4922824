#!/usr/bin/env python3
"""Runs Sonde on SmolLM2-135M-Instruct with adapters of known truth: a healthy one must pass, a null one must not.

The model is made from a package of the Python registry; the suite is the reference suite's delta_kl, null_adapter and
adapter_ablation entries. Its 3 null runs cannot support a p-value below 0.25, so 19 are asked for.
"""
import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import yaml

KINDS = ("delta_kl", "null_adapter", "adapter_ablation")


def make_model(real: Path, work: Path) -> Path:
    model = work / "model"
    if not (model / "model.safetensors").exists():
        subprocess.run([sys.executable, str(real / "make_smollm2.py"), str(model)], check=True)
    return model


def write_suite(real: Path, work: Path, model: Path, adapter: str) -> Path:
    suite = yaml.safe_load((real / "suite-reference.yaml").read_text())
    for side in suite["models"].values():
        side["base"] = str(model.resolve())
    suite["models"]["ft"]["adapter"] = str((real / "adapters" / adapter).resolve())
    suite["suite"] = [entry for entry in suite["suite"] if entry["kind"] in KINDS]
    for entry in suite["suite"]:
        if entry["kind"] == "null_adapter":
            entry["runs"] = 19
            entry.pop("calibrate_kinds", None)
    path = work / f"{adapter}.yaml"
    path.write_text(yaml.safe_dump(suite, sort_keys=False))
    return path


def run(sonde: Path, suite: Path, work: Path, adapter: str):
    """Runs the suite; prints what it cost; returns exit code and result."""
    result = work / f"{adapter}.json"
    result.unlink(missing_ok=True)
    started = time.monotonic()
    log = work / f"{adapter}.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [str(sonde), "run", str(suite), "--json", str(result), "--html", str(work / f"{adapter}.html"),
             "--markdown", str(work / f"{adapter}.md"), "--trace", str(work / f"{adapter}.trace.jsonl")],
            stdout=output, stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - started
    if not result.exists():
        print(log.read_text())
        raise SystemExit(f"{adapter}: exit code {code} and no result file")
    data = json.loads(result.read_text())
    stats = data["statistics"]
    lookups = stats["cache_hits"] + stats["cache_misses"]
    peak = usage.ru_maxrss / 1024
    print(f"{adapter}: exit {code}, wall {wall:.1f} s, forward passes {stats['forward_passes']}, "
          f"hits {stats['cache_hits']}/{lookups} = {100 * stats['cache_hits'] / lookups:.0f}%, "
          f"peak RSS {peak:.0f} MiB")
    for probe in data["probes"]:
        print(f"    {probe['name']:<16} {probe['verdict']:<13} raw {probe['raw']}  {probe['message']}")
    return code, {probe["name"]: probe["verdict"].lower() for probe in data["probes"]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--real", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--sonde", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    os.environ["SONDE_CACHE"] = "off"  # what is measured here is computed here
    model = make_model(arguments.real, arguments.work)
    checks = []
    for adapter in ("healthy", "null", "undertrained"):
        suite = write_suite(arguments.real, arguments.work, model, adapter)
        code, verdicts = run(arguments.sonde, suite, arguments.work, adapter)
        passes = verdicts["doc-prompts"] == "pass"
        checks.append((f"{adapter} {'passes' if adapter == 'healthy' else 'does not pass'} delta_kl on the document",
                       passes == (adapter == "healthy")))
        if adapter == "healthy":
            checks.append(("the suite of the healthy adapter passes (exit code 0)", code == 0))
        else:
            checks.append((f"the suite of the {adapter} adapter does not pass (exit code 1)", code == 1))
    for what, holds in checks:
        print("ok    " if holds else "FAILED", what)
    failed = sum(not holds for _, holds in checks)
    print(f"{len(checks) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
