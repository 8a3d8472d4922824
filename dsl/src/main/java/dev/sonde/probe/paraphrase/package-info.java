/** Is what was learned kept when the prompt is worded otherwise? */
@NullMarked
package dev.sonde.probe.paraphrase;

import org.jspecify.annotations.NullMarked;
