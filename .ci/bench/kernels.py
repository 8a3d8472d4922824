#!/usr/bin/env python3
"""Times Jupyter kernels side by side, one process at a time and in turns, and prints a table.

    python -m venv peers && peers/bin/pip install -r .ci/bench/kernels.txt
    kernel/target/sonde/bin/sonde install --prefix peers --replace
    peers/bin/python .ci/bench/kernels.py --rounds 3 sonde kotlin java

Every round starts a new process of each kernel. What is measured stands in `measure`, one line a row of the table: start-up,
warm cells, a class of 20 lines, completion, inspection, printed lines, memory, an endless loop that is interrupted, a cell that
waits behind a failed one, a comm that answers, and whether the kernel ends with the process that started it. Ratios of one run
can be compared, times of different runs cannot.
"""
import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import psutil
import zmq
from jupyter_client.manager import KernelManager

LIMIT_S = 60
KOTLIN = {
    "cell": "val v{i} = (1..{i}).map {{ it * 2 }}.sum()\nv{i}",
    "class": """
class Basket{i}(val owner: String) {{
    private val prices = mutableMapOf<String, Double>()
    fun put(what: String, price: Double): Basket{i} {{
        require(price >= 0) {{ "negative: $price" }}
        prices.merge(what, price) {{ a, b -> a + b }}
        return this
    }}
    fun dearest(): String? = prices.maxByOrNull {{ it.value }}?.key
    fun total(): Double = prices.values.sum()
    fun cheaperThan(limit: Double): List<String> = prices.filterValues {{ it < limit }}.keys.sorted()
    override fun toString() = "$owner: ${{prices.size}} things, ${{"%.2f".format(total())}}"
}}
val discount{i}: (Double) -> Double = {{ price ->
    val rate = {i} / 100.0
    price * (1 - rate)
}}
Basket{i}("ann").put("tea", discount{i}(2.5)).put("bread", 3.0).cheaperThan(2.9).size
""",
    "complete": ['"abc".sub', "listOf(1).map", "v1"],
    "inspect": ("listOf(1)", 3),
    "lines": 'for (i in 1..{n}) println("line $i")',
    "set": "var kept = 7", "get": "kept", "spin": "while (true) {}", "sleep": "Thread.sleep(60_000)",
    "fail": 'error("on purpose")', "after": "kept = 8",
}
JAVA = {
    "cell": "int v{i} = java.util.stream.IntStream.rangeClosed(1, {i}).map(x -> x * 2).sum();\nv{i}",
    "class": """
class Basket{i} {{
    final String owner;
    private final Map<String, Double> prices = new TreeMap<>();
    Basket{i}(String owner) {{ this.owner = owner; }}
    Basket{i} put(String what, double price) {{
        if (price < 0) throw new IllegalArgumentException("negative: " + price);
        prices.merge(what, price, Double::sum);
        return this;
    }}
    double total() {{ return prices.values().stream().mapToDouble(x -> x).sum(); }}
    List<String> cheaperThan(double limit) {{
        return prices.entrySet().stream().filter(e -> e.getValue() < limit).map(Map.Entry::getKey).collect(Collectors.toList());
    }}
    public String toString() {{ return owner + ": " + prices.size() + " things, " + total(); }}
}}
Function<Double, Double> discount{i} = price -> {{
    double rate = {i} / 100.0;
    return price * (1 - rate);
}};
new Basket{i}("ann").put("tea", discount{i}.apply(2.5)).put("bread", 3.0).cheaperThan(2.9).size()
""",
    "complete": ['"abc".sub', "List.of(1).str", "v1"],
    "inspect": ("List.of(1)", 2),
    "lines": 'for (int i = 1; i <= {n}; i++) System.out.println("line " + i);',
    "set": "int kept = 7;", "get": "kept", "spin": "while (true) {{}}".replace("{{}}", "{}"), "sleep": "Thread.sleep(60_000)",
    "fail": 'throw new RuntimeException("on purpose")', "after": "kept = 8",
}
PYTHON = {
    "cell": "v{i} = sum(x * 2 for x in range(1, {i} + 1))\nv{i}",
    "class": """
class Basket{i}:
    def __init__(self, owner):
        self.owner, self.prices = owner, {{}}
    def put(self, what, price):
        if price < 0:
            raise ValueError(price)
        self.prices[what] = self.prices.get(what, 0) + price
        return self
    def total(self):
        return sum(self.prices.values())
    def cheaper_than(self, limit):
        return sorted(what for what, price in self.prices.items() if price < limit)
discount{i} = lambda price: price * (1 - {i} / 100)
len(Basket{i}("ann").put("tea", discount{i}(2.5)).put("bread", 3.0).cheaper_than(2.9))
""",
    "complete": ['"abc".spl', "[1].app", "v1"],
    "inspect": ("len([1])", 2),
    "lines": "for i in range(1, {n} + 1): print('line', i)",
    "set": "kept = 7", "get": "kept", "spin": "while True: pass", "sleep": "import time; time.sleep(60)",
    "fail": "raise RuntimeError('on purpose')", "after": "kept = 8",
}
LANGUAGES = {"kotlin": KOTLIN, "java": JAVA, "python": PYTHON}
# by kernel: a target whose comms say again what they hear
ECHOES = {
    "sonde": 'commTarget("echo") { comm, _ -> comm.onMessage { comm.send(it) } }',
    "kotlin": 'notebook.commManager.registerCommTarget("echo") { comm, _, _, _ -> '
              "comm.onMessage { data, _, _ -> comm.send(data, null, emptyList()) } }",
    "java": """
import org.dflib.jjava.jupyter.kernel.comm.*;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.comm.*;
kernel().getCommManager().registerTarget("echo", (manager, id, target, open) -> new Comm(manager, id, target) {
    protected void onMessage(Message<CommMsgCommand> m) { send(m.getContent().getData()); }
    protected void onClose(Message<CommCloseCommand> m, boolean sending) { }
});
""",
    "python3": "get_ipython().kernel.comm_manager.register_target('echo', "
               "lambda comm, _: comm.on_msg(lambda m: comm.send(m['content']['data'])))",
}


class Kernel:
    """A kernel process with sockets that are read as fast as messages come."""

    def __init__(self, name):
        self.started = time.perf_counter()
        self.manager = KernelManager(kernel_name=name)
        self.log = open(os.devnull, "wb")
        self.manager.start_kernel(stdout=self.log, stderr=self.log)
        self.client = self.manager.client()
        self.client.start_channels(hb=False)
        self.poller = zmq.Poller()
        self.sockets = {
            kind: getattr(self.client, f"{kind}_channel").socket for kind in ("shell", "iopub", "control")}
        for socket in self.sockets.values():
            self.poller.register(socket, zmq.POLLIN)
        self.process = psutil.Process(self.manager.provisioner.pid)

    def ask(self, send, limit=LIMIT_S):
        """Sends a request; its reply, the messages of its run, and the seconds until both reply and idle were there."""
        begun = time.perf_counter()
        msg_id = send()
        reply, outputs, idle = None, [], False
        while (reply is None or not idle) and time.perf_counter() - begun < limit:
            for socket, _ in self.poller.poll(50):
                _, message = self.client.session.recv(socket, copy=False)
                if message is None or message["parent_header"].get("msg_id") != msg_id:
                    continue
                if socket is self.sockets["iopub"]:
                    idle |= message["content"].get("execution_state") == "idle"
                    outputs.append(message)
                else:
                    reply = message["content"]
        return reply, outputs, time.perf_counter() - begun

    def run(self, code, limit=LIMIT_S):
        return self.ask(lambda: self.client.execute(code), limit)

    def say(self, kind, content):
        message = self.client.session.msg(kind, content)
        self.client.session.send(self.client.shell_channel.socket, message)
        return message["header"]["msg_id"]

    def until_ready(self):
        while True:
            reply, _, _ = self.ask(self.client.kernel_info, 0.3)
            if reply is not None:
                return reply["language_info"]["name"].lower()
            if time.perf_counter() - self.started > LIMIT_S or not self.process.is_running():
                raise SystemExit("the kernel does not start")

    def tree(self):
        return [self.process, *self.process.children(recursive=True)]

    def memory(self):
        return sum(p.memory_info().rss for p in self.tree()) / 2**20

    def cpu(self):
        return sum(p.cpu_times().user + p.cpu_times().system for p in self.tree())

    def close(self):
        tree = self.tree() if self.process.is_running() else []
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        for process in tree:
            if process.is_running():
                process.kill()
        self.log.close()


def milliseconds(kernel, codes):
    return statistics.median(1000 * kernel.run(code)[2] for code in codes)


def text(outputs):
    return "".join(m["content"]["text"] for m in outputs if m["header"]["msg_type"] == "stream")


def printed(kernel, language, count):
    _, outputs, seconds = kernel.run(language["lines"].format(n=count))
    expected = "".join(f"line {i}\n" for i in range(1, count + 1))
    return seconds, "whole" if text(outputs) == expected else f"{text(outputs).count(chr(10)):,} lines"


def interrupted(kernel, language, code, limit=15):
    """Seconds from the interrupt to the reply, or how it failed."""
    kernel.run(language["set"])
    state = {"sent": None}

    def send():
        msg_id = kernel.client.execute(code)
        time.sleep(1)
        state["sent"] = time.perf_counter()
        kernel.manager.interrupt_kernel()
        return msg_id

    reply, _, _ = kernel.ask(send, limit + 1)
    seconds = time.perf_counter() - state["sent"]
    if reply is None:
        return "never" if kernel.manager.is_alive() else "dies"
    _, outputs, _ = kernel.run(language["get"], 10)
    kept = any(m["content"].get("data", {}).get("text/plain") == "7" for m in outputs)
    return round(seconds, 2) if kept else "state lost"


def behind_failure(kernel, language):
    kernel.run(language["set"])
    kernel.client.execute(language["fail"])
    reply, _, _ = kernel.run(language["after"], 15)
    return reply["status"] if reply else "no reply"


def echoed(kernel, name, limit=5):
    """What a page hears from a comm that says again what it says."""
    if name not in ECHOES or kernel.run(ECHOES[name])[0]["status"] != "ok":
        return "not at all"
    comm = {"comm_id": "e" * 32}
    kernel.say("comm_open", {**comm, "target_name": "echo", "data": {}})
    asked = kernel.say("comm_msg", {**comm, "data": {"n": 17}})
    begun = time.perf_counter()
    while time.perf_counter() - begun < limit:
        for socket, _ in kernel.poller.poll(50):
            _, message = kernel.client.session.recv(socket, copy=False)
            if message and message["header"]["msg_type"] == "comm_msg":
                return "to the message" if message["parent_header"].get("msg_id") == asked else "to another"
    return "not at all"


def measure(name, cells):
    """One process of a kernel, measured from its start on: name of the row to figure."""
    kernel = Kernel(name)
    try:
        row = {}
        language = LANGUAGES[kernel.until_ready()]
        row["start to ready, s"] = time.perf_counter() - kernel.started
        kernel.run("1 + 1")
        row["start to first result, s"] = time.perf_counter() - kernel.started
        row["CPU until then, s"] = kernel.cpu()
        row["RSS then, MiB"] = kernel.memory()
        row["warm cell, ms"] = milliseconds(kernel, [language["cell"].format(i=i) for i in range(1, cells + 1)])
        row[f"RSS after {cells} cells, MiB"] = kernel.memory()
        row["class cell, ms"] = milliseconds(kernel, [language["class"].format(i=i) for i in range(6)][1:])
        row["completion, ms"] = statistics.median(
            1000 * kernel.ask(lambda: kernel.client.complete(code), 10)[2] for code in language["complete"] * 5)
        row["inspection, ms"] = statistics.median(
            1000 * kernel.ask(lambda: kernel.client.inspect(*language["inspect"]), 10)[2] for _ in range(5))
        row["10,000 lines, s"], _ = printed(kernel, language, 10_000)
        _, row["200,000 lines arrive"] = printed(kernel, language, 200_000)
        row["queue after an error"] = behind_failure(kernel, language)
        row["a comm answers"] = echoed(kernel, name)
        row["interrupt of a sleep, s"] = interrupted(kernel, language, language["sleep"])
        row["interrupt of an endless loop, s"] = interrupted(kernel, language, language["spin"])
        return row
    finally:
        kernel.close()


STARTER = """
import json, os, sys, time
from jupyter_client.manager import KernelManager
manager = KernelManager(kernel_name=sys.argv[1])
manager.start_kernel(stdout=open(os.devnull, "wb"), stderr=open(os.devnull, "wb"))
client = manager.client(); client.start_channels(); client.wait_for_ready(timeout=60)
print(manager.provisioner.pid, flush=True)
time.sleep(600)
"""


def ends_with_server(name, limit=15):
    """Seconds that the kernel outlives the killed process that started it."""
    server = subprocess.Popen([sys.executable, "-c", STARTER, name], stdout=subprocess.PIPE, text=True)
    process = psutil.Process(int(server.stdout.readline()))
    tree = [process, *process.children(recursive=True)]
    server.send_signal(signal.SIGKILL)
    server.wait()
    begun = time.perf_counter()
    _, left = psutil.wait_procs(tree, timeout=limit)
    for p in left:
        p.kill()
    return f"lives on after {limit}" if left else round(time.perf_counter() - begun, 1)


def middle(values):
    return statistics.median(values) if all(isinstance(v, float) for v in values) else values[-1]


def shown(value):
    return f"{value:,.{0 if value >= 100 else 1 if value >= 10 else 2}f}" if isinstance(value, float) else str(value)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("kernels", nargs="+", help="names of installed kernels; the first is what others are compared to")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--cells", type=int, default=200)
    arguments.add_argument("--json", type=Path, help="write every figure")
    options = arguments.parse_args()
    runs = {name: [] for name in options.kernels}
    for _ in range(options.rounds):
        for name in options.kernels:
            runs[name].append(measure(name, options.cells))
    for name in options.kernels:
        runs[name][-1]["server killed: ends after, s"] = ends_with_server(name)
    rows = runs[options.kernels[0]][-1]
    print("| median of", options.rounds, "|", " | ".join(options.kernels), "|")
    print("|---|" + "---:|" * len(options.kernels))
    for row in rows:
        cells = [shown(middle([run[row] for run in runs[name] if row in run])) for name in options.kernels]
        print(f"| {row} | " + " | ".join(cells) + " |")
    if options.json:
        options.json.write_text(json.dumps(runs, indent=1))


if __name__ == "__main__":
    main()
