"""Makes tiny random models of families and variants that the golden folder lacks, and what the reference computes.

Usage: python families.py OUT     (needs torch, transformers, peft, safetensors; writes OUT/<case>/)

Each case: config.json as written below, model.safetensors (fp32), tokenizer.json ("w7" is id 7), adapter/ (LoRA on all
linear layers), expected.json. The reference runs in float64 with eager attention: float32 is replaced by float64 in torch
after the weights are written, so that norms, rotary tables and softmax are wide, too. A new copy of the model answers each
question, because dynamic rotary scaling remembers longer texts. Greedy texts are recomputed from the start for each token.
`sensitivity` is the largest change of a log-prob (nats) when the fields of `without` are set: what a mistake there costs.
"""

import copy
import json
import sys
from pathlib import Path

import numpy as np
import safetensors.numpy
import torch
from peft import LoraConfig, get_peft_model, set_peft_model_state_dict
from transformers import AutoConfig, AutoModelForCausalLM

VOCABULARY = 96
BASE = dict(vocab_size=VOCABULARY, hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4,
            num_key_value_heads=2, max_position_embeddings=64, bos_token_id=None, eos_token_id=None, pad_token_id=None)
LONG = {"short_factor": [1.0, 1.3], "long_factor": [1.5, 6.0]}
GEMMA3 = dict(model_type="gemma3_text", num_hidden_layers=3, head_dim=12, query_pre_attn_scalar=9, sliding_window=6,
              hidden_activation="gelu_pytorch_tanh", rms_norm_eps=1e-5)

# name: (config.json beside BASE, what to change to see that it matters)
CASES = {
    "gemma": (dict(model_type="gemma", head_dim=12, hidden_act="gelu", rope_theta=500.0), dict(head_dim=12, rope_theta=5e5)),
    "gemma2_window": (
        dict(model_type="gemma2", head_dim=12, query_pre_attn_scalar=10, sliding_window=5, final_logit_softcapping=4.0,
             attn_logit_softcapping=3.0, layer_types=["full_attention", "sliding_attention"]),
        dict(sliding_window=64)),
    "gemma3_old": (
        dict(GEMMA3, sliding_window_pattern=3, rope_theta=3000.0, rope_local_base_freq=40.0,
             rope_scaling={"factor": 4.0, "rope_type": "linear"}),
        dict(rope_local_base_freq=3000.0)),
    "gemma3_new": (
        dict(GEMMA3, layer_types=["full_attention", "sliding_attention", "full_attention"], final_logit_softcapping=5.0,
             attention_bias=True,
             rope_parameters={"full_attention": {"rope_type": "default", "rope_theta": 900.0},
                              "sliding_attention": {"rope_type": "default", "rope_theta": 20.0}}),
        dict(sliding_window=64)),
    "granite": (
        dict(model_type="granite", embedding_multiplier=3.0, residual_multiplier=0.6, attention_multiplier=0.5,
             logits_scaling=0.7, attention_bias=True, mlp_bias=True, tie_word_embeddings=True),
        dict(attention_multiplier=0.35355)),
    "llama_biases_linear": (
        dict(model_type="llama", attention_bias=True, mlp_bias=True, rope_theta=100.0,
             rope_scaling={"type": "linear", "factor": 3.0}),
        dict(rope_scaling=None)),
    "llama_dynamic": (
        dict(model_type="llama", max_position_embeddings=16, rope_theta=100.0,
             rope_scaling={"type": "dynamic", "factor": 4.0}),
        dict(rope_scaling=None)),
    "llama_yarn": (
        dict(model_type="llama", head_dim=12, dtype="float32",
             rope_parameters={"rope_type": "yarn", "rope_theta": 100.0, "factor": 4.0, "beta_fast": 4.0, "beta_slow": 1.0,
                              "original_max_position_embeddings": 16}),
        dict(rope_parameters={"rope_type": "default", "rope_theta": 100.0})),
    "llama3_scaled": (
        dict(model_type="llama", num_key_value_heads=4, tie_word_embeddings=True,
             rope_parameters={"rope_type": "llama3", "rope_theta": 100.0, "factor": 8.0, "low_freq_factor": 1.0,
                              "high_freq_factor": 4.0, "original_max_position_embeddings": 32}),
        dict(rope_parameters={"rope_type": "default", "rope_theta": 100.0})),
    "mistral_window": (
        dict(model_type="mistral", head_dim=12, sliding_window=6, rope_theta=100.0), dict(sliding_window=None)),
    "olmo2": (dict(model_type="olmo2", rope_theta=100.0), dict(rms_norm_eps=0.5)),
    "phi3_longrope": (
        dict(model_type="phi3", original_max_position_embeddings=16, partial_rotary_factor=0.5, rope_theta=100.0,
             auto_map={"AutoModelForCausalLM": "modeling_phi3.Phi3ForCausalLM"}, rope_scaling={"type": "longrope", **LONG}),
        dict(original_max_position_embeddings=64)),
    "phi3_window": (
        dict(model_type="phi3", sliding_window=7, rope_parameters={"rope_type": "default", "rope_theta": 100.0}),
        dict(sliding_window=None)),
    "qwen2_window": (
        dict(model_type="qwen2", use_sliding_window=True, sliding_window=5, max_window_layers=1, rope_theta=100.0),
        dict(use_sliding_window=False)),
    "qwen3_window": (
        dict(model_type="qwen3", head_dim=12, use_sliding_window=True, sliding_window=5, attention_bias=True,
             layer_types=["sliding_attention", "full_attention"], rope_parameters={"rope_theta": 100.0, "rope_type": "default"}),
        dict(sliding_window=64)),
    "smollm3_window": (
        dict(model_type="smollm3", use_sliding_window=True, sliding_window=5, no_rope_layer_interval=2, mlp_bias=True),
        dict(sliding_window=64)),
}


def spread(name, shape, config):
    """The scale of random weights: sharp attention, an entropy of 2 to 4 nats."""
    if len(shape) == 1:
        return 0.3
    if "embed_tokens" in name and not config.tie_word_embeddings:
        return 1.0
    if "embed_tokens" in name or "lm_head" in name:
        return 0.35
    return 1.6 / shape[1] ** 0.5


def random_weights(config, seed):
    draw = np.random.default_rng(seed)
    weights = {}
    for name, parameter in AutoModelForCausalLM.from_config(config).state_dict().items():
        if name == "lm_head.weight" and config.tie_word_embeddings:
            continue
        shape = tuple(parameter.shape)
        centre = 1.0 if "norm" in name and "gemma" not in config.model_type else 0.0
        weights[name] = (centre + spread(name, shape, config) * draw.standard_normal(shape)).astype(np.float32)
    return weights


def write_tokenizer(path):
    vocabulary = {f"w{i}": i for i in range(VOCABULARY)}
    model = {"type": "WordLevel", "vocab": vocabulary, "unk_token": "w0"}
    path.write_text(json.dumps({"version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": None,
                                "pre_tokenizer": {"type": "WhitespaceSplit"}, "post_processor": None, "decoder": None,
                                "model": model}))


def write_model(folder, fields, seed):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(dict(BASE, **fields), indent=1))
    write_tokenizer(folder / "tokenizer.json")
    config = AutoConfig.from_pretrained(folder)
    safetensors.numpy.save_file(random_weights(config, seed), folder / "model.safetensors", metadata={"format": "pt"})
    model = get_peft_model(AutoModelForCausalLM.from_config(config),
                           LoraConfig(r=2, lora_alpha=4, target_modules="all-linear", task_type="CAUSAL_LM"))
    model.peft_config["default"].base_model_name_or_path = None
    draw = np.random.default_rng(seed + 1)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "lora_" in name:
                values = draw.standard_normal(tuple(parameter.shape)) * 0.8 / parameter.shape[1] ** 0.5
                parameter.copy_(torch.tensor(values))
    model.save_pretrained(folder / "adapter")
    (folder / "adapter" / "README.md").unlink(missing_ok=True)


def widen():
    torch.set_default_dtype(torch.float64)
    torch.float32 = torch.float = torch.float64
    torch.Tensor.float = torch.Tensor.double


def load(folder, changes=()):
    stored = json.loads((folder / "config.json").read_text())
    stored.update(dict(changes), dtype="float64")
    stored.pop("torch_dtype", None)
    scratch = folder / "changed.json"
    scratch.write_text(json.dumps(stored))
    config = AutoConfig.from_pretrained(scratch)
    scratch.unlink()
    model = AutoModelForCausalLM.from_config(config, attn_implementation="eager").double()
    weights = {k: torch.tensor(v.astype(np.float64)) for k, v in safetensors.numpy.load_file(folder / "model.safetensors").items()}
    missing = model.load_state_dict(weights, strict=False)
    assert not missing.unexpected_keys and set(missing.missing_keys) <= {"lm_head.weight"}, missing
    model.tie_weights()
    return model.eval()


def adapted(folder):
    model = get_peft_model(load(folder), LoraConfig.from_pretrained(folder / "adapter")).double()
    weights = safetensors.numpy.load_file(folder / "adapter" / "adapter_model.safetensors")
    result = set_peft_model_state_dict(model, {k: torch.tensor(v.astype(np.float64)) for k, v in weights.items()})
    assert not result.unexpected_keys and not any("lora_" in key for key in result.missing_keys), result
    return model.eval()


def log_probs(model, ids):
    """[len(ids), vocabulary], by a fresh copy of the model."""
    with torch.no_grad():
        logits = copy.deepcopy(model)(input_ids=torch.tensor([ids]), use_cache=False).logits[0]
    assert logits.dtype == torch.float64
    return torch.log_softmax(logits, -1).numpy()


def numbers(model, prompts):
    result = {"next_token": [], "rolling": [], "greedy": []}
    for ids in prompts:
        rows = log_probs(model, ids)
        result["next_token"].append([round(float(x), 7) for x in rows[-1]])
        result["rolling"].append([round(float(rows[i][ids[i + 1]]), 7) for i in range(len(ids) - 1)])
    for ids in prompts[1:3]:
        text, margin = list(ids), 1e9
        for _ in range(10):
            last = np.sort(log_probs(model, text)[-1])
            margin = min(margin, float(last[-1] - last[-2]))
            text.append(int(np.argmax(log_probs(model, text)[-1])))
        result["greedy"].append({"new_ids": text[len(ids):], "min_margin": round(margin, 6)})
    return result


def main(out):
    for seed, (name, (fields, _)) in enumerate(CASES.items()):
        write_model(out / name, fields, 1000 + 10 * seed)
    widen()
    draw = np.random.default_rng(7)
    for name, (_, without) in CASES.items():
        folder = out / name
        prompts = [draw.integers(1, VOCABULARY, n).tolist() for n in (3, 12, 17, 30)]
        model = load(folder)
        base = numbers(model, prompts)
        other = log_probs(load(folder, without), prompts[3])
        sensitivity = float(np.abs(other - log_probs(model, prompts[3])).max())
        tuned = numbers(adapted(folder), prompts)
        entropy = float(np.mean([-np.sum(np.exp(row) * np.array(row)) for row in base["next_token"]]))
        expected = {"prompts": prompts, "without": without, "sensitivity": round(sensitivity, 4), "base": base, "ft": tuned}
        (folder / "expected.json").write_text(json.dumps(expected, separators=(",", ":")))
        print(f"{name}: entropy {entropy:.2f}, sensitivity {sensitivity:.3f}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
