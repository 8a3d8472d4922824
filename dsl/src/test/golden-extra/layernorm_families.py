"""Makes the fixtures of LayerNormFamiliesTest: tiny random models with one LoRA adapter each, and what transformers and
peft compute with them in float64.

    python layernorm_families.py OUTPUT_FOLDER     (torch, transformers 5, peft)

Each case is a hand-written config.json: old and new spellings, fields left out. Weights are drawn from a seed, stored as
bf16 (exactly widened by whoever reads them) or fp32. The tokenizer knows words t0, t1, ...: word ti is token i.
"""
import json
import pathlib
import shutil
import sys

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import AutoConfig, AutoModelForCausalLM
from transformers.utils import logging

VOCABULARY = 83
WORDS = 80
PROMPTS = [1, 6, 13, 29]
NEW_TOKENS = 10

SMALL = {"vocab_size": VOCABULARY, "hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4,
         "intermediate_size": 48, "max_position_embeddings": 64, "eos_token_id": 0, "bos_token_id": 0}
GPT2 = {"model_type": "gpt2", "vocab_size": VOCABULARY, "n_embd": 32, "n_layer": 3, "n_head": 4, "n_positions": 48,
        "eos_token_id": 0, "bos_token_id": 0}


def small(model_type, **fields):
    return {"model_type": model_type, **SMALL, **fields}


# name: (config.json, options)
CASES = {
    "gpt2_scaled": ({**GPT2, "n_inner": 40, "activation_function": "relu", "scale_attn_by_inverse_layer_idx": True,
                     "reorder_and_upcast_attn": True, "torch_dtype": "float32"},
                    {"dtype": torch.float32, "targets": ["c_attn", "c_proj", "c_fc", "wpe"], "save": ["ln_f"]}),
    "gpt2_renamed": ({"model_type": "gpt2", "vocab_size": VOCABULARY, "hidden_size": 32, "num_hidden_layers": 2,
                      "num_attention_heads": 2, "max_position_embeddings": 48, "scale_attn_weights": False,
                      "activation_function": "gelu_fast", "tie_word_embeddings": False, "eos_token_id": [0],
                      "bos_token_id": 0, "dtype": "bfloat16"}, {"bare": True, "targets": "all-linear"}),
    "neox_sequential": (small("gpt_neox", rotary_pct=1.0, rotary_emb_base=500, use_parallel_residual=False,
                              tie_word_embeddings=True, torch_dtype="bfloat16"), {"save": ["final_layer_norm"]}),
    "neox_new": (small("gpt_neox", num_hidden_layers=3, attention_bias=False, hidden_act="gelu_pytorch_tanh",
                       rope_parameters={"rope_type": "linear", "factor": 2.0, "partial_rotary_factor": 0.5},
                       dtype="bfloat16"), {}),
    "phi": (small("phi", rope_theta=1000.0, torch_dtype="bfloat16"), {"save": ["final_layernorm"]}),
    "phi_norms": (small("phi", num_key_value_heads=2, qk_layernorm=True, tie_word_embeddings=True, hidden_act="gelu",
                        layer_norm_eps=1e-3, rope_parameters={"rope_theta": 100.0, "rope_type": "default",
                                                              "partial_rotary_factor": 0.75}, dtype="bfloat16"),
                  {"save": ["k_layernorm"], "targets": ["q_proj", "v_proj", "dense", "fc1", "fc2"]}),
    "starcoder2": (small("starcoder2", num_key_value_heads=2, sliding_window=5, norm_epsilon=1e-3, rope_theta=1000.0,
                         torch_dtype="bfloat16"), {"save": ["norm"]}),
    "starcoder2_plain": (small("starcoder2", num_key_value_heads=1, head_dim=12, use_bias=False,
                               tie_word_embeddings=False, hidden_act="silu", sliding_window=None,
                               rope_parameters={"rope_theta": 1000.0, "rope_type": "default"}, dtype="bfloat16"), {}),
    "cohere": (small("cohere", num_hidden_layers=3, logit_scale=0.5, rope_theta=1000.0, torch_dtype="bfloat16"),
               {"save": ["norm"]}),
    "cohere_norms": (small("cohere", num_key_value_heads=2, use_qk_norm=True, attention_bias=True, layer_norm_eps=1e-3,
                           tie_word_embeddings=False, hidden_act="gelu", dtype="bfloat16"),
                     {"save": ["q_norm"], "head": 24, "targets": ["q_proj", "gate_proj", "down_proj"]}),
    "stablelm": (small("stablelm", num_key_value_heads=2, use_qkv_bias=True, rope_theta=1000, torch_dtype="bfloat16"),
                 {"save": ["norm"]}),
    "stablelm_parallel": (small("stablelm", num_key_value_heads=2, use_parallel_residual=True, qk_layernorm=True,
                                partial_rotary_factor=0.5, tie_word_embeddings=True, dtype="bfloat16"), {}),
}


def tokenizer(folder):
    words = {f"t{i}": i for i in range(WORDS)}
    one = Tokenizer(models.WordLevel(words, unk_token="t0"))
    one.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    one.save(str(folder / "tokenizer.json"), pretty=False)


def draw(model, config, options, generator):
    """Random, but not flat: some nats of entropy, sharp attention, norms away from 1."""
    tied = model.get_output_embeddings().weight is model.get_input_embeddings().weight
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            noise = torch.randn(parameter.shape, generator=generator, dtype=torch.float64)
            if "norm" in name or ".ln_" in name:
                value = noise * 0.3 + (0 if name.endswith("bias") else 1)
            elif name.endswith("bias"):
                value = noise * 0.3
            elif any(part in name for part in ("embed", "wte", "wpe")) and "out" not in name:
                value = noise * (0.4 if tied else 1)
            else:
                sharp = 1.8 if any(part in name for part in ("q_proj", "k_proj", "c_attn", "query_key")) else 1.1
                inputs = parameter.shape[0] if "gpt2" in config["model_type"] and "head" not in name else parameter.shape[1]
                value = noise * sharp / inputs ** 0.5 * (options.get("head", 2) if "head" in name or "embed_out" in name else 1)
            parameter.copy_(value.to(parameter.dtype))


def log_probs(model, ids):
    with torch.no_grad():
        return torch.log_softmax(model(torch.tensor([ids])).logits[0].double(), -1)


def greedy(model, ids):
    written, margin = [], float("inf")
    while len(written) < NEW_TOKENS:
        best = torch.topk(log_probs(model, ids + written)[-1], 2)
        margin = min(margin, float(best.values[0] - best.values[1]))
        if int(best.indices[0]) == 0:
            break
        written.append(int(best.indices[0]))
    return {"new_ids": written, "min_margin": margin}


def numbers(model, prompts):
    rows = [log_probs(model, ids) for ids in prompts]
    digits = lambda values: [float(f"{float(value):.7g}") for value in values]
    return {"next": [digits(row[-1]) for row in rows],
            "rolling": [digits(row[t - 1, ids[t]] for t in range(1, len(ids))) for row, ids in zip(rows, prompts)],
            "greedy": [greedy(model, ids) for ids in prompts]}


def adapter(model, folder, options, generator):
    config = LoraConfig(r=2, lora_alpha=5, task_type="CAUSAL_LM", target_modules=options.get("targets", "all-linear"),
                        modules_to_save=options.get("save"), **options.get("lora", {}))
    tuned = get_peft_model(model, config)
    with torch.no_grad():
        for name, parameter in tuned.named_parameters():
            noise = torch.randn(parameter.shape, generator=generator, dtype=torch.float64).to(parameter.dtype)
            if "lora_A" in name or "lora_embedding_A" in name:
                parameter.copy_(noise / parameter.shape[1] ** 0.5)
            elif "magnitude" in name:
                parameter.mul_(1 + noise.abs() * 0.2)
            elif "lora_" in name:
                parameter.copy_(noise * 0.08)
            elif "modules_to_save" in name:
                parameter.add_(noise * 0.15)
    tuned.save_pretrained(folder)
    (folder / "README.md").unlink()


def make(name, config, options, target, number):
    folder = target / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n")
    tokenizer(folder)
    generator = torch.Generator().manual_seed(9000 + number)
    model = AutoModelForCausalLM.from_config(AutoConfig.from_pretrained(folder), dtype=torch.float32)
    draw(model, config, options, generator)
    state = {key: value.clone() for key, value in model.state_dict().items()}
    if model.get_output_embeddings().weight is model.get_input_embeddings().weight:
        state = {key: value for key, value in state.items() if key not in ("lm_head.weight", "embed_out.weight")}
    if options.get("bare"):
        state = {key.removeprefix("transformer."): value for key, value in state.items()}
    dtype = options.get("dtype", torch.bfloat16)
    save_file({key: value.to(dtype) for key, value in state.items()}, folder / "model.safetensors", {"format": "pt"})

    # the reference refuses this order of the same arithmetic in float64
    order = {"reorder_and_upcast_attn": False} if config["model_type"] == "gpt2" else {}

    def load():
        return AutoModelForCausalLM.from_pretrained(
            folder, dtype=torch.float64, attn_implementation="eager", **order).eval()

    adapter(AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32), folder / "adapter", options, generator)
    ids = [torch.randint(1, WORDS, (length,), generator=generator).tolist() for length in PROMPTS]
    expected = {"prompts": ids, "base": numbers(load(), ids),
                "ft": numbers(PeftModel.from_pretrained(load(), folder / "adapter").double().eval(), ids)}
    (folder / "expected.json").write_text(json.dumps(expected) + "\n")
    base, tuned = (torch.tensor(expected[view]["next"], dtype=torch.float64) for view in ("base", "ft"))
    entropy = -(base.exp() * base).sum(-1)
    print(f"{name}: entropy {entropy.min():.2f} to {entropy.max():.2f}, "
          f"KL {(base.exp() * (base - tuned)).sum(-1).mean():.2f}, {sum(f.stat().st_size for f in folder.rglob('*') if f.is_file())} bytes")


if __name__ == "__main__":
    torch.set_num_threads(1)
    logging.disable_progress_bar()
    chosen = sys.argv[2:] or CASES
    for number, (name, (config, options)) in enumerate(CASES.items()):
        if name in chosen:
            make(name, config, options, pathlib.Path(sys.argv[1]), number)
