/** Does the tuned model write more like its reference than base does? */
@NullMarked
package dev.sonde.probe.style;

import org.jspecify.annotations.NullMarked;
