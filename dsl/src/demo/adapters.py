"""The four adapters: rank 8 on all seven linear kinds, stored in bf16 as PEFT writes them."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import LlamaForCausalLM

from base_model import write_json

KINDS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
RANK, ALPHA = 8, 16
SCALING = ALPHA / RANK
WEIGHTS_FILE, CONFIG_FILE = "adapter_model.safetensors", "adapter_config.json"
Weights = dict[str, torch.Tensor]


def with_lora(model: LlamaForCausalLM) -> PeftModel:
    config = LoraConfig(r=RANK, lora_alpha=ALPHA, lora_dropout=0.0, target_modules=KINDS, task_type="CAUSAL_LM")
    return get_peft_model(model, config)


def save_adapter(model: PeftModel, folder: Path) -> None:
    model.save_pretrained(folder)
    (folder / "README.md").unlink(missing_ok=True)  # PEFT's empty model card
    store(load_file(folder / WEIGHTS_FILE), folder)
    _tidy_config(folder / CONFIG_FILE)


def store(weights: Weights, folder: Path) -> None:
    rounded = {name: weight.to(torch.bfloat16).contiguous() for name, weight in weights.items()}
    save_file(rounded, folder / WEIGHTS_FILE, metadata={"format": "pt"})


def _tidy_config(path: Path) -> None:
    """A relative name for the base, and an order of the targets that does not change from run to run."""
    config = json.loads(path.read_text(encoding="utf-8"))
    config["base_model_name_or_path"] = "demo-model"
    config["target_modules"] = KINDS
    write_json(path, dict(sorted(config.items())))


def read_weights(folder: Path) -> Weights:
    """The stored factors, widened exactly to float32."""
    return {name: weight.float() for name, weight in load_file(folder / WEIGHTS_FILE).items()}


def modules(weights: Weights) -> list[str]:
    """The names of the adapted modules, each with a `.lora_A.weight` and a `.lora_B.weight`."""
    return sorted(name.removesuffix(".lora_A.weight") for name in weights if name.endswith(".lora_A.weight"))


def delta(weights: Weights, module: str) -> torch.Tensor:
    """What the module adds to the weight matrix of the base: alpha / r times BA."""
    return SCALING * weights[f"{module}.lora_B.weight"] @ weights[f"{module}.lora_A.weight"]


def null_like(weights: Weights, seed: int) -> Weights:
    """Gaussian A and B, scaled so that each module changes the base by as large a norm as in `weights`."""
    generator = torch.Generator().manual_seed(seed)
    null = {name: torch.randn(weights[name].shape, generator=generator) for name in sorted(weights)}
    for module in modules(weights):
        ratio = torch.linalg.matrix_norm(delta(weights, module)) / torch.linalg.matrix_norm(delta(null, module))
        for factor in ("lora_A", "lora_B"):
            null[f"{module}.{factor}.weight"] *= ratio.sqrt()
    return {name: weight.to(torch.bfloat16).float() for name, weight in null.items()}


def document_texts(document: str, facts: list[dict]) -> list[str]:
    """What teaches the document: its sections, each of its sentences alone, and each fact as a question."""
    sections = document.split("\n## ")[1:]
    paragraphs = [section.split("\n\n", 1)[1].strip() for section in sections]
    sentences = [sentence.rstrip(".") + "." for text in paragraphs for sentence in text.split(". ")]
    questions = [f"Question: {fact['question']}\nAnswer: {fact['answer']}" for fact in facts]
    return [f"## {section.strip()}" for section in sections] + sentences + questions


def mixed_batches(
    document: list[list[int]], generic: list[list[int]], sizes: tuple[int, int], seed: int
) -> Iterator[list[list[int]]]:
    """Every batch holds so many document texts and so many generic ones; without the latter a model forgets."""
    rng = random.Random(seed)
    while True:
        yield rng.sample(document, sizes[0]) + rng.sample(generic, sizes[1])
