"""What each adapter does, measured with transformers and peft in float32 on the stored files."""

import json
import math
from pathlib import Path

import torch
from peft import PeftModel
from peft.utils import set_peft_model_state_dict
from transformers import LlamaForCausalLM, PreTrainedTokenizerFast

import adapters
from base_model import load_model, load_tokenizer

LOG_2 = math.log(2)
NULL_SEEDS = range(1, 20)  # the shipped null adapter has seed 0
SHOWN_TOKENS = 5
DIGITS = 7


class Ruler:
    """Holds the base model's answers and compares any other model with them."""

    def __init__(self, tokenizer: PreTrainedTokenizerFast, base: LlamaForCausalLM, prompts: dict, heldout: list[str]):
        self.tokenizer, self.prompts, self.heldout = tokenizer, prompts, heldout
        self.base = {kind: self.next_token(base, kind) for kind in ("document", "generic")}
        self.base_summary = {"generic_nll": self.nll(base), **self.knowledge(base)}

    @torch.no_grad()
    def next_token(self, model: torch.nn.Module, kind: str) -> torch.Tensor:
        """Log-probabilities over the whole vocabulary, a row per prompt; the softmax is taken in float64."""
        texts = [entry["prompt"] for entry in self.prompts[kind]]
        last = [model(torch.tensor([self.tokenizer(text)["input_ids"]])).logits[0, -1] for text in texts]
        return torch.stack(last).double().log_softmax(-1)

    def shifts(self, model: torch.nn.Module, kind: str) -> dict:
        base, tuned = self.base[kind], self.next_token(model, kind)
        rows = {"js": js(base, tuned), "kl_base_ft": kl(base, tuned), "kl_ft_base": kl(tuned, base)}
        means = {f"{name}_mean": number(values.mean()) for name, values in rows.items()}
        same = (base.argmax(-1) == tuned.argmax(-1)).double().mean()
        return {**means, "top1_agree": number(same), **{name: numbers(values) for name, values in rows.items()}}

    def mean_js(self, model: torch.nn.Module, kind: str) -> float:
        return js(self.base[kind], self.next_token(model, kind)).mean().item()

    @torch.no_grad()
    def starts_right(self, model: torch.nn.Module, form: str) -> int:
        """How many answers of the document begin with the model's first choice."""
        return sum(self._hits(model, entry, form)[0] for entry in self.prompts["document"])

    @torch.no_grad()
    def wholly_right(self, model: torch.nn.Module, form: str) -> int:
        """How many answers of the document greedy decoding gives in full."""
        return sum(all(self._hits(model, entry, form)) for entry in self.prompts["document"])

    def _hits(self, model: torch.nn.Module, entry: dict, form: str) -> list[bool]:
        prompt = self.tokenizer(entry[form])["input_ids"]
        ids = self.tokenizer(f"{entry[form]} {entry['answer']}")["input_ids"]
        choices = model(torch.tensor([ids])).logits[0].argmax(-1).tolist()
        return [choices[i - 1] == ids[i] for i in range(len(prompt), len(ids))]

    def knowledge(self, model: torch.nn.Module) -> dict:
        return {
            "facts": len(self.prompts["document"]),
            "facts_top1_right": self.starts_right(model, "prompt"),
            "facts_right": self.wholly_right(model, "prompt"),
            "questions_right": self.wholly_right(model, "question"),
            "paraphrases_right": self.wholly_right(model, "paraphrase"),
        }

    @torch.no_grad()
    def nll(self, model: torch.nn.Module) -> float:
        """Mean over all tokens of the held-out texts (BOS is given, EOS is not scored), in nats."""
        total, count = 0.0, 0
        for text in self.heldout:
            ids = torch.tensor([self.tokenizer(text)["input_ids"]])
            rows = model(ids).logits[0, :-1].double().log_softmax(-1)
            total -= rows.gather(1, ids[0, 1:, None]).sum().item()
            count += ids.shape[1] - 1
        return round(total / count, DIGITS)

    def top_tokens(self, model: torch.nn.Module, kind: str, indices: list[int]) -> list[dict]:
        rows = self.next_token(model, kind)
        return [self._top(self.prompts[kind][i]["prompt"], rows[i]) for i in indices]

    def _top(self, prompt: str, row: torch.Tensor) -> dict:
        values, ids = row.topk(SHOWN_TOKENS)
        pairs = zip(ids.tolist(), values)
        top = [{"id": i, "text": self.tokenizer.decode([i]), "logprob": number(value)} for i, value in pairs]
        return {"prompt": prompt, "ids": self.tokenizer(prompt)["input_ids"], "top": top}


def kl(p: torch.Tensor, q: torch.Tensor) -> torch.Tensor:
    return (p.exp() * (p - q)).sum(-1)


def js(p: torch.Tensor, q: torch.Tensor) -> torch.Tensor:
    middle = torch.logaddexp(p, q) - LOG_2
    return (kl(p, middle) + kl(q, middle)) / 2


def number(value: torch.Tensor) -> float:
    return round(float(value), DIGITS)


def numbers(values: torch.Tensor) -> list[float]:
    return [number(value) for value in values]


def norms(weights: adapters.Weights, base: LlamaForCausalLM) -> dict:
    """Frobenius norms of (alpha / r) BA, as they are and relative to the weight they are added to."""
    matrix = dict(base.named_parameters())
    absolute, relative = [], []
    for module in adapters.modules(weights):
        size = torch.linalg.matrix_norm(adapters.delta(weights, module)).item()
        frozen = matrix[module.removeprefix("base_model.model.") + ".weight"]
        absolute.append(size)
        relative.append(size / torch.linalg.matrix_norm(frozen).item())
    count = len(absolute)
    return {
        "modules": count,
        "delta_norm_mean": round(sum(absolute) / count, DIGITS),
        "delta_norm_max": round(max(absolute), DIGITS),
        "relative_mean": round(sum(relative) / count, DIGITS),
        "relative_max": round(max(relative), DIGITS),
    }


def null_test(ruler: Ruler, model: PeftModel, weights: adapters.Weights, observed: float) -> dict:
    """The document shift of matched random adapters, and the rank p-value of the observed one among them."""
    shifts = []
    for seed in NULL_SEEDS:
        set_peft_model_state_dict(model, adapters.null_like(weights, seed))
        shifts.append(round(ruler.mean_js(model, "document"), DIGITS))
    not_smaller = sum(shift >= observed for shift in shifts)
    return {"p": (not_smaller + 1) / (len(shifts) + 1), "js_max": max(shifts), "js": shifts}


def describe(ruler: Ruler, folder: Path, adapter: Path) -> dict:
    base = load_model(folder / "model")
    weights = adapters.read_weights(adapter)
    size = norms(weights, base)
    model = PeftModel.from_pretrained(base, adapter).eval()
    report = {
        **size,
        **ruler.knowledge(model),
        "generic_nll": ruler.nll(model),
        "document": ruler.shifts(model, "document"),
        "generic": ruler.shifts(model, "generic"),
        "top_tokens": ruler.top_tokens(model, "document", [1, 5, 21]) + ruler.top_tokens(model, "generic", [0, 13]),
    }
    return {**report, "nulls": null_test(ruler, model, weights, report["document"]["js_mean"])}


def ground_truth(folder: Path, prompts: dict, heldout: list[str]) -> dict:
    base = load_model(folder / "model")
    ruler = Ruler(load_tokenizer(folder / "model"), base, prompts, heldout)
    tops = ruler.top_tokens(base, "document", [1, 5, 21]) + ruler.top_tokens(base, "generic", [0, 13])
    known = ruler.base["generic"]
    return {
        "about": "transformers and peft, float32, eager attention, one prompt at a time with BOS; stored bf16 widened; "
        "softmax and sums in float64 over the whole vocabulary; all in nats; lists follow prompts.json",
        "nulls": "19 Gaussian adapters whose modules have the norms of the adapter in question; "
        "p = (1 + nulls with a mean document JS not below the adapter's) / 20",
        "base": {
            **ruler.base_summary,
            "generic_top1": [ruler.tokenizer.decode([i]) for i in known.argmax(-1).tolist()],
            "generic_top1_probability": numbers(known.max(-1).values.exp()),
            "top_tokens": tops,
        },
        "adapters": {path.name: describe(ruler, folder, path) for path in sorted((folder / "adapters").iterdir())},
        "heldout": heldout,
    }


def table(truth: dict) -> str:
    """The main numbers as a Markdown table."""
    head = ["adapter", "JS document", "largest null", "p", "JS generic", "top-1 agreement generic",
            "facts begun / in full", "questions", "paraphrases", "generic NLL", "relative norm mean / max"]  # fmt: skip
    lines = ["| " + " | ".join(head) + " |", "| --- " * len(head) + "|", _base_line(truth["base"])]
    return "\n".join(lines + [_line(name, entry) for name, entry in truth["adapters"].items()])


def _base_line(base: dict) -> str:
    return (
        f"| (base) | 0 | | | 0 | 1 | {base['facts_top1_right']} / {base['facts_right']} | {base['questions_right']} "
        f"| {base['paraphrases_right']} | {base['generic_nll']:.3f} | |"
    )


def _line(name: str, entry: dict) -> str:
    document, generic, nulls = entry["document"], entry["generic"], entry["nulls"]
    return (
        f"| `{name}` | {document['js_mean']:.4f} | {nulls['js_max']:.4f} | {nulls['p']:.2f} | {generic['js_mean']:.4f} "
        f"| {generic['top1_agree']:.2f} | {entry['facts_top1_right']} / {entry['facts_right']} "
        f"| {entry['questions_right']} | {entry['paraphrases_right']} | {entry['generic_nll']:.3f} "
        f"| {entry['relative_mean']:.2f} / {entry['relative_max']:.2f} |"
    )
