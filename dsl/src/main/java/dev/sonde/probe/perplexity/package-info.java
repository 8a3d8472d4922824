/** Does the tuned model still read ordinary prose as well as its base? */
@NullMarked
package dev.sonde.probe.perplexity;

import org.jspecify.annotations.NullMarked;
