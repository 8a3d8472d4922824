"""The tokenizer, the base model and the one training loop that base and adapters share."""

import json
import math
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

BOS, EOS, PAD = "<s>", "</s>", "<pad>"
CONTEXT = 256
IGNORED = -100  # the label that the loss skips


def train_tokenizer(texts: list[str], vocabulary: int) -> Tokenizer:
    """Byte-level BPE as in GPT-2, so that any text has ids; BOS goes before every text, EOS never by itself."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=[BOS, EOS, PAD],
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{BOS} $A", pair=f"{BOS} $A $B", special_tokens=[(BOS, tokenizer.token_to_id(BOS))]
    )
    return tokenizer


def save_tokenizer(tokenizer: Tokenizer, folder: Path) -> None:
    """Writes the three files of a snapshot by hand: their form then does not hang on the library's version."""
    folder.mkdir(parents=True, exist_ok=True)
    specials = {"bos_token": BOS, "eos_token": EOS, "pad_token": PAD}
    settings = {
        "added_tokens_decoder": {
            str(tokenizer.token_to_id(token)): {
                "content": token, "lstrip": False, "normalized": False, "rstrip": False, "single_word": False,
                "special": True,
            }
            for token in specials.values()
        },
        **specials,
        "clean_up_tokenization_spaces": False,
        "model_max_length": CONTEXT,
        "tokenizer_class": "PreTrainedTokenizerFast",
    }  # fmt: skip
    tokenizer.save(str(folder / "tokenizer.json"))
    write_json(folder / "tokenizer_config.json", settings)
    write_json(folder / "special_tokens_map.json", specials)


def load_tokenizer(folder: Path) -> PreTrainedTokenizerFast:
    return PreTrainedTokenizerFast.from_pretrained(folder)


def new_model(tokenizer: PreTrainedTokenizerFast) -> LlamaForCausalLM:
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=128,
        intermediate_size=320,
        num_hidden_layers=4,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=CONTEXT,
        tie_word_embeddings=True,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        attn_implementation="eager",
    )
    return LlamaForCausalLM(config)


def save_model(model: LlamaForCausalLM, folder: Path) -> None:
    """Stores bf16: half the size, and what most published checkpoints are in."""
    model.to(torch.bfloat16).save_pretrained(folder)
    without_versions(folder / "config.json")
    without_versions(folder / "generation_config.json")


def load_model(folder: Path) -> LlamaForCausalLM:
    """The stored weights, widened exactly to float32."""
    return LlamaForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager")


def encode(tokenizer: PreTrainedTokenizerFast, text: str) -> list[int]:
    """A training text: BOS, the text, EOS; cut to the context."""
    return (tokenizer(text)["input_ids"] + [tokenizer.eos_token_id])[:CONTEXT]


def pad(rows: list[list[int]], pad_id: int) -> dict[str, torch.Tensor]:
    """Pads on the right; causal attention then needs no mask, and the loss skips the padding."""
    width = max(map(len, rows))
    ids = torch.tensor([row + [pad_id] * (width - len(row)) for row in rows])
    labels = torch.tensor([row + [IGNORED] * (width - len(row)) for row in rows])
    return {"input_ids": ids, "labels": labels}


def shuffled_batches(rows: list[list[int]], size: int, seed: int) -> Iterator[list[list[int]]]:
    """Batches without end, each epoch in a new order; rows of like length meet, which saves padding."""
    rng = random.Random(seed)
    while True:
        rng.shuffle(rows)
        for start in range(0, len(rows), size * 16):
            block = sorted(rows[start : start + size * 16], key=len)
            batches = [block[i : i + size] for i in range(0, len(block), size)]
            rng.shuffle(batches)
            yield from batches


def train(
    model: torch.nn.Module,
    batches: Iterator[list[list[int]]],
    *,
    steps: int,
    rate: float,
    warmup: int,
    decay: float,
    pad_id: int,
    after_step: Callable[[int], None] = lambda step: None,
) -> float:
    """AdamW with a linear warm-up and a cosine to a tenth of the rate; answers with the last loss."""
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=rate, betas=(0.9, 0.95), weight_decay=decay)
    model.train()
    for step in range(1, steps + 1):
        for group in optimizer.param_groups:
            group["lr"] = rate * _schedule(step, steps, warmup)
        loss = model(**pad(next(batches), pad_id)).loss
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
        if step % 200 == 0:
            print(f"  step {step}: loss {loss.item():.3f}", flush=True)
        after_step(step)
    model.eval()
    return loss.item()


def _schedule(step: int, steps: int, warmup: int) -> float:
    if step <= warmup:
        return step / warmup
    done = (step - warmup) / max(1, steps - warmup)
    return 0.1 + 0.9 * 0.5 * (1 + math.cos(math.pi * done))


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def without_versions(path: Path) -> None:
    """Drops the library version and any path that the writer put into a config, and sorts the keys."""
    config = json.loads(path.read_text(encoding="utf-8"))
    for key in ("transformers_version", "_name_or_path"):
        config.pop(key, None)
    write_json(path, dict(sorted(config.items())))
