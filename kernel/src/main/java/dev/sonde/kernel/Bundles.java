package dev.sonde.kernel;

import dev.sonde.kernel.display.DisplayBundle;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;

/** Our bundles as the base kernel's. */
final class Bundles {

    private Bundles() {}

    static DisplayData toDisplayData(DisplayBundle bundle) {
        var data = new DisplayData();
        bundle.data().forEach(data::putData);
        bundle.metadata().forEach(data::putMetaData);
        bundle.displayId().ifPresent(data::setDisplayId);
        return data;
    }
}
