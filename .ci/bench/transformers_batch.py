#!/usr/bin/env python3
"""Times one batch of transformers in eager mode, base and with a PEFT adapter: logits of the last position only.

    python transformers_batch.py MODEL ADAPTER ROWS TOKENS ROUNDS

Prints one JSON object: {"base": [seconds, ...], "fine-tuned": [...]}. The ids are drawn at random, without padding.
"""
import json
import sys
import time

import torch
from peft import PeftModel
from transformers import AutoModelForCausalLM


def seconds(model, ids, rounds):
    def once():
        started = time.perf_counter()
        model(ids, logits_to_keep=1, use_cache=False)
        return time.perf_counter() - started

    with torch.inference_mode():
        once()  # warm
        return [once() for _ in range(rounds)]


def main():
    folder, adapter, rows, tokens, rounds = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])
    torch.manual_seed(0)
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="sdpa").eval()
    ids = torch.randint(5, model.config.vocab_size, (rows, tokens))
    found = {"base": seconds(model, ids, rounds)}
    found["fine-tuned"] = seconds(PeftModel.from_pretrained(model, adapter).eval(), ids, rounds)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
