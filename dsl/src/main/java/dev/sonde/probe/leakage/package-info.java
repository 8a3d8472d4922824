/** Does the tuned model recite what it was trained on? */
@NullMarked
package dev.sonde.probe.leakage;

import org.jspecify.annotations.NullMarked;
