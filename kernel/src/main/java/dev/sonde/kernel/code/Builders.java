package dev.sonde.kernel.code;

import dev.sonde.kernel.docs.DocIndex;
import java.util.Optional;

/** Whose words a place is for. */
final class Builders {

    private Builders() {}

    /** The builder of the innermost braces that have one: outer ones do not reach in. */
    static Optional<String> around(CodeSpot spot, DocIndex docs) {
        return spot.calls().stream()
                .filter(OpenCall::isBlockOf)
                .flatMap(call -> docs.builderOf(call.name()).stream())
                .findFirst();
    }
}
