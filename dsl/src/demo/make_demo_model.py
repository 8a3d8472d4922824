"""Makes the demo model: a tiny Llama, four adapters of known truth, and the numbers that say what they do.

    python make_demo_model.py OUT_DIR [--quick]

Everything follows from SEED and the texts in this folder. Equal bytes need the same torch build, processor kind and
number of threads; elsewhere the numbers differ in the last digits and, after training, somewhat more.
"""

import argparse
import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import torch

import adapters
import base_model
from ground_truth import ground_truth, table
from world import MONTHS, corpus

HERE = Path(__file__).parent
SEED = 20
THREADS = 2
VOCABULARY = 1280
NULL_SEED = 0


@dataclass(frozen=True)
class Plan:
    """How long each training takes; found by trying, see the table in the README."""

    texts: int = 60_000
    base_steps: int = 2_600
    healthy_steps: int = 500
    undertrained_steps: int = 6
    overfitted_steps: int = 400


QUICK = Plan(texts=4_000, base_steps=40, healthy_steps=10, undertrained_steps=4, overfitted_steps=10)


@dataclass(frozen=True)
class Sources:
    """The invented document, its facts, and the prompts that ask for what the base knows."""

    document: str
    facts: list[dict]
    generic: list[dict]

    @staticmethod
    def read() -> "Sources":
        sections = json.loads((HERE / "facts.json").read_text(encoding="utf-8"))["sections"]
        document = (HERE / "doc.md").read_text(encoding="utf-8")
        facts = [fact for section in sections for fact in section["facts"]]
        for fact in facts:
            if f"{fact['prompt']} {fact['answer']}" not in document:
                raise ValueError(f"doc.md does not say: {fact['prompt']} {fact['answer']}")
        return Sources(document, facts, json.loads((HERE / "generic-prompts.json").read_text(encoding="utf-8")))

    def names(self) -> frozenset[str]:
        """Names that only the document may hold; a month is an everyday word of the world."""
        named = {fact["answer"] for fact in self.facts if fact["answer"][0].isupper()}
        return frozenset(named - {*MONTHS} | {"Quarrin"})

    def prompts(self) -> dict:
        keys = ("id", "prompt", "answer")
        document = [{**{key: fact[key] for key in keys}, **_asked(fact)} for fact in self.facts]
        return {"document": document, "generic": self.generic}


def _asked(fact: dict) -> dict:
    return {form: f"Question: {fact[form]}\nAnswer:" for form in ("question", "paraphrase")}


def make_base(texts: list[str], plan: Plan, folder: Path) -> None:
    base_model.save_tokenizer(base_model.train_tokenizer(texts, VOCABULARY), folder)
    tokenizer = base_model.load_tokenizer(folder)
    torch.manual_seed(SEED)
    model = base_model.new_model(tokenizer)
    batches = base_model.shuffled_batches([base_model.encode(tokenizer, text) for text in texts], 32, SEED)
    base_model.train(
        model, batches, steps=plan.base_steps, rate=3e-3, warmup=50, decay=0.1, pad_id=tokenizer.pad_token_id
    )
    base_model.save_model(model, folder)


def make_healthy(sources: Sources, generic: list[str], plan: Plan, out: Path) -> None:
    """Also stores `undertrained`: the same run, stopped when it had hardly begun."""
    tokenizer = base_model.load_tokenizer(out / "model")
    document = adapters.document_texts(sources.document, sources.facts)
    rows = [[base_model.encode(tokenizer, text) for text in texts] for texts in (document, generic)]
    model = _fresh(out)

    def keep_early(step: int) -> None:
        if step == plan.undertrained_steps:
            adapters.save_adapter(model, out / "adapters" / "undertrained")

    base_model.train(
        model, adapters.mixed_batches(*rows, (8, 12), SEED), steps=plan.healthy_steps, rate=3e-3, warmup=10, decay=0.1,
        pad_id=tokenizer.pad_token_id, after_step=keep_early,
    )  # fmt: skip
    adapters.save_adapter(model, out / "adapters" / "healthy")


def make_overfitted(sources: Sources, plan: Plan, out: Path) -> None:
    """Far too fast, far too long and nothing but the document: it recites, and forgets the world."""
    tokenizer = base_model.load_tokenizer(out / "model")
    rows = [base_model.encode(tokenizer, text) for text in adapters.document_texts(sources.document, [])]
    model = _fresh(out)
    base_model.train(
        model, adapters.mixed_batches(rows, [], (8, 0), SEED), steps=plan.overfitted_steps, rate=1e-2, warmup=10,
        decay=0.0, pad_id=tokenizer.pad_token_id,
    )  # fmt: skip
    adapters.save_adapter(model, out / "adapters" / "overfitted")


def make_null(out: Path) -> None:
    """Random factors in files that look like those of `healthy`."""
    healthy, null = out / "adapters" / "healthy", out / "adapters" / "null"
    null.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(healthy / adapters.CONFIG_FILE, null / adapters.CONFIG_FILE)
    adapters.store(adapters.null_like(adapters.read_weights(healthy), NULL_SEED), null)


def _fresh(out: Path) -> torch.nn.Module:
    torch.manual_seed(SEED)
    return adapters.with_lora(base_model.load_model(out / "model"))


def heldout_texts(seen: list[str], banned: frozenset[str]) -> list[str]:
    """Texts of the same world that are in no training text word for word."""
    known = set(seen)
    return [text for text in corpus(SEED + 2, 200, banned) if len(text) > 80 and text not in known][:24]


def write_texts(sources: Sources, truth: dict, out: Path) -> None:
    base_model.write_json(out / "prompts.json", sources.prompts())
    base_model.write_json(out / "ground-truth.json", truth)
    for name in ("doc.md", "facts.json"):
        shutil.copyfile(HERE / name, out / name)
    template = (HERE / "README.template.md").read_text(encoding="utf-8")
    weights = hashlib.sha256((out / "model" / "model.safetensors").read_bytes()).hexdigest()
    readme = template.replace("{table}", table(truth)).replace("{sha256}", weights)
    (out / "README.md").write_text(readme, encoding="utf-8")


def make(out: Path, plan: Plan) -> None:
    torch.set_num_threads(THREADS)
    torch.use_deterministic_algorithms(True)
    sources = Sources.read()
    banned = sources.names()
    texts, generic = corpus(SEED, plan.texts, banned), corpus(SEED + 1, plan.texts // 3, banned)
    make_base(texts, plan, out / "model")
    make_healthy(sources, generic, plan, out)
    make_overfitted(sources, plan, out)
    make_null(out)
    truth = ground_truth(out, sources.prompts(), heldout_texts(texts + generic, banned))
    write_texts(sources, truth, out)
    for path in out.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument("--quick", action="store_true", help="a few steps only, to try the script; teaches nothing")
    arguments = parser.parse_args()
    make(arguments.out, QUICK if arguments.quick else Plan())


if __name__ == "__main__":
    main()
