"""Adapters of every kind on the golden folder's tiny models, with expected numbers from transformers + peft.

Writes <out>/<case>.<name>/ (adapter files) and <out>/expected.json. Each adapter is trained in name only: its
parameters are moved by seeded noise, it is saved by peft, loaded again by peft onto a fresh base model, widened to
float64, and asked for the next-token log-probabilities of some of the golden prompts.

    python make_adapters.py <golden folder> <out folder>
"""

import json
import os
import shutil
import sys
import warnings

os.environ["HF_HUB_OFFLINE"] = "1"
warnings.filterwarnings("ignore")

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM

PROMPTS = 2


def root_mean_square(self, x):
    """Norms of the reference fall back to float32; here they stay in float64."""
    epsilon = getattr(self, "variance_epsilon", None) or getattr(self, "eps", None)
    gemma = type(self).__name__.startswith("Gemma")
    return (self.weight + (1 if gemma else 0)) * (x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + epsilon))


def base_model(golden, case, edit=None):
    model = AutoModelForCausalLM.from_pretrained(
        os.path.join(golden, "models", case), dtype=torch.float32, attn_implementation="eager"
    )
    if edit:
        edit(model)
    return model.eval()


def disturb(model, strength):
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if not parameter.requires_grad:
                continue
            scale = parameter.abs().mean() if parameter.abs().sum() > 0 else torch.tensor(0.1)
            if "lora_embedding_A" in name or "lora_B" in name and parameter.ndim == 2:
                scale = torch.tensor(0.15)
            parameter.add_(strength * scale * torch.randn_like(parameter))


def shift_embedding(model):
    """Stands for a table that was trained and is saved beneath the adapter."""
    generator = torch.Generator().manual_seed(11)
    with torch.no_grad():
        weight = model.get_input_embeddings().weight
        weight.add_(0.05 * torch.randn(weight.shape, generator=generator))


def cases():
    attention = ["q_proj", "v_proj"]
    every = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
    yield "llama", "dora_rslora_bf16", dict(target_modules=every, use_dora=True, use_rslora=True), dict(dtype=torch.bfloat16)
    yield "llama", "dora_f16", dict(target_modules=["o_proj"], use_dora=True), dict(dtype=torch.float16)
    yield "llama", "dora_embedding", dict(target_modules=["embed_tokens", "q_proj"], use_dora=True), {}
    yield "llama3", "dora_embedding_tied", dict(target_modules=["embed_tokens", "v_proj"], use_dora=True), {}
    yield "llama", "dora_patterns", dict(
        target_modules=attention, use_dora=True, rank_pattern={r"layers\.1\..*q_proj": 5}, alpha_pattern={"v_proj": 11}
    ), {}
    yield "llama", "layers_to_transform", dict(
        target_modules=every, layers_to_transform=[0, 2], layers_pattern="layers"
    ), {}
    yield "llama", "exclude_list", dict(target_modules=every, exclude_modules=["layers.1.mlp.up_proj", "k_proj"]), {}
    yield "llama", "exclude_regex", dict(target_modules=r".*\.(q|k|up)_proj", exclude_modules=r".*layers\.[02]\..*k_proj"), {}
    yield "llama", "all_linear", dict(target_modules="all-linear"), {}
    yield "llama", "lora_on_head", dict(target_modules=["q_proj", "lm_head"]), {}
    yield "llama3", "lora_on_head_tied", dict(target_modules=["q_proj", "lm_head"]), {}
    yield "llama3", "save_head_tied", dict(target_modules=attention, modules_to_save=["lm_head"]), {}
    yield "llama3", "save_embed_tied", dict(target_modules=attention, modules_to_save=["embed_tokens"]), {}
    yield "llama3", "save_both_tied", dict(target_modules=attention, modules_to_save=["embed_tokens", "lm_head"]), dict(
        dtype=torch.bfloat16
    )
    yield "llama3", "save_norms_and_head_tied", dict(
        target_modules=attention, modules_to_save=["norm", "lm_head"], use_dora=True
    ), dict(dtype=torch.bfloat16)
    yield "llama", "save_mlp", dict(target_modules=["q_proj", "gate_proj"], modules_to_save=["layers.1.mlp"], r=2), {}
    yield "llama3", "table_beneath_tied", dict(target_modules=["embed_tokens", "q_proj"]), dict(edit=shift_embedding)
    yield "llama", "dora_table_beneath", dict(
        target_modules=["embed_tokens", "q_proj"], use_dora=True
    ), dict(edit=shift_embedding, dtype=torch.bfloat16)
    yield "llama3", "lora_bias_patterns", dict(
        target_modules=["q_proj", "down_proj"],
        lora_bias=True,
        rank_pattern={"q_proj": 2},
        alpha_pattern={r".*\.0\..*q_proj": 9},
        use_rslora=True,
    ), {}
    yield "qwen2", "bias_all", dict(target_modules=["q_proj", "down_proj"], bias="all"), {}
    yield "qwen2", "bias_lora_only_dora", dict(target_modules=attention, bias="lora_only", use_dora=True), {}
    yield "gemma2", "embed_scaled", dict(target_modules=["embed_tokens"]), {}
    yield "gemma2", "dora_embed_scaled", dict(target_modules=["embed_tokens", "q_proj"], use_dora=True), {}
    yield "gemma2", "save_norms", dict(target_modules=["q_proj"], modules_to_save=["norm", "post_feedforward_layernorm"]), {}
    yield "phi3", "dora_fused", dict(target_modules=["qkv_proj", "gate_up_proj"], use_dora=True), dict(dtype=torch.bfloat16)
    yield "gpt_neox", "dora_fused_bias_all", dict(
        target_modules=["query_key_value", "dense"], use_dora=True, bias="all"
    ), {}
    yield "gpt2", "dora_conv1d", dict(target_modules=["c_attn", "c_fc"], use_dora=True, fan_in_fan_out=True), {}
    yield "gpt2", "dora_wte", dict(target_modules=["c_proj", "wte"], use_dora=True, fan_in_fan_out=True), {}
    yield "gpt2", "bias_all", dict(target_modules=["c_attn"], bias="all", fan_in_fan_out=True), {}
    yield "gpt2", "save_conv1d_and_norm", dict(
        target_modules=["c_attn"], modules_to_save=["ln_f", "h.1.mlp.c_fc"], fan_in_fan_out=True
    ), {}


def next_log_probs(model, prompts):
    model = model.double().eval()
    for module in model.modules():
        if type(module).__name__.endswith("RMSNorm"):
            module.forward = root_mean_square.__get__(module)
    rows = []
    with torch.no_grad():
        for prompt in prompts:
            logits = model(torch.tensor([prompt["ids"]])).logits[0, -1]
            rows.append([float(f"{x:.7g}") for x in torch.log_softmax(logits, -1).tolist()])
    return rows


def keep_what_is_new(folder, golden, case, dtype):
    """Stores in the wanted type, and leaves out a base weight that was saved along unchanged."""
    path = os.path.join(folder, "adapter_model.safetensors")
    base = base_model(golden, case).state_dict()
    tensors = {}
    for name, tensor in load_file(path).items():
        bare = name.removeprefix("base_model.model.").replace(".base_layer", "")
        if bare in base and base[bare].shape == tensor.shape and torch.equal(base[bare], tensor):
            if not case == "llama" or not folder.endswith("dora_embedding"):
                continue  # kept once, to see that it does no harm
        tensors[name] = tensor.to(dtype) if dtype else tensor
    save_file(tensors, path)


def sort_names(path):
    """peft writes sets in an order that changes from run to run."""
    with open(path) as file:
        config = json.load(file)
    for field in ("target_modules", "modules_to_save", "exclude_modules"):
        if isinstance(config.get(field), list):
            config[field] = sorted(config[field])
    with open(path, "w") as file:
        json.dump(config, file, indent=2, sort_keys=True)
        file.write("\n")


def make(golden, out, case, name, config, dtype=None, edit=None):
    torch.manual_seed(sum(map(ord, case + name)))
    folder = os.path.join(out, f"{case}.{name}")
    model = base_model(golden, case, edit)
    tuned = get_peft_model(model, LoraConfig(**{"r": 3, "lora_alpha": 5, "task_type": "CAUSAL_LM", **config}))
    tuned.peft_config["default"].base_model_name_or_path = "sonde-golden/" + case
    disturb(tuned, 0.5)
    tuned.save_pretrained(folder)
    os.remove(os.path.join(folder, "README.md"))
    sort_names(os.path.join(folder, "adapter_config.json"))
    keep_what_is_new(folder, golden, case, dtype)
    with open(os.path.join(golden, "expected", case + ".json")) as file:
        prompts = [p for p in json.load(file)["prompts"] if p.get("scorable", True)][:PROMPTS]
    loaded = PeftModel.from_pretrained(base_model(golden, case), folder)
    base = next_log_probs(base_model(golden, case), prompts)
    rows = next_log_probs(loaded, prompts)
    shift = max(abs(a - b) for x, y in zip(base, rows) for a, b in zip(x, y))
    print(f"{case} {name}: moves a log-probability by up to {shift:.2f}")
    return {"case": case, "adapter": f"{case}.{name}", "prompts": [p["text"] for p in prompts], "next_token_logprobs": rows}


def main(golden, out):
    shutil.rmtree(out, ignore_errors=True)
    os.makedirs(out)
    expected = [make(golden, out, case, name, config, **more) for case, name, config, more in cases()]
    with open(os.path.join(out, "expected.json"), "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in expected) + "\n]\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
