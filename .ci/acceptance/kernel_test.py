#!/usr/bin/env python3
"""Holds the installed `sonde` kernel to Jupyter's own protocol tests, none of them left out.

The kernel must be known to the Jupyter of this environment (`sonde install --prefix`). Ends with 1 if a test fails or
is skipped: a skipped test would mean that this file forgot to say what the kernel can.
"""
import sys
import unittest

# as a module: its classes, imported by name, would be collected as tests of their own
import jupyter_kernel_test as standard


class Protocol(standard.KernelTests):
    kernel_name = "sonde"
    language_name = "kotlin"
    file_extension = ".kts"

    code_hello_world = 'print("hello, "); println("world")'
    code_stderr = 'System.err.println("a warning")'
    code_generate_error = 'listOf(1).map { require(it > 1) { "too small" } }'
    code_clear_output = 'println("soon gone"); clearOutput()'
    code_page_something = "%help"
    code_inspect_sample = "println"

    # history is searched for what these ran
    code_execute_result = [
        {"code": "21 * 2", "result": "42"},
        {"code": "listOf(1, 2).map { it * 10 }", "result": "[10, 20]"},
        {"code": "21 * 3", "result": "63"},
    ]
    code_history_pattern = "21 ?* 2"
    supported_history_operations = ("tail", "range", "search")

    code_display_data = [
        {"code": 'display(html("<i>slanted</i>"))', "mime": "text/html"},
        {"code": 'display("plain")', "mime": "text/plain"},
    ]

    completion_samples = [
        {"text": "%%write"},
        {"text": "listOf(3).firstOrN"},
        {"text": "suit"},
    ]
    complete_code_samples = ["val n = 1", "fun half(n: Int) = n / 2", "%help", "// only a remark"]
    incomplete_code_samples = ["fun half(n: Int): Int {", "listOf(1,", 'val text = """first']
    invalid_code_samples = [")(", "val = 1", "fun (n"]


class Welcome(standard.IopubWelcomeTests):
    kernel_name = "sonde"
    support_iopub_welcome = True


if __name__ == "__main__":
    result = unittest.main(exit=False, verbosity=2).result
    for test, reason in result.skipped:
        print(f"skipped: {test}: {reason}")
    sys.exit(0 if result.wasSuccessful() and not result.skipped else 1)
