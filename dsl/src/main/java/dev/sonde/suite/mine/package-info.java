/** Prompts that are worth a probe: found in a pool by what the adapter does to them, or made by wording others anew. */
@NullMarked
package dev.sonde.suite.mine;

import org.jspecify.annotations.NullMarked;
