package dev.sonde.kernel.code;

import dev.sonde.kernel.docs.DocEntry;
import dev.sonde.kernel.docs.DocParameter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which parameters of a function a call gives. */
final class Arguments {

    private Arguments() {}

    /** The parameter of the argument that the cursor is in. */
    static Optional<DocParameter> of(DocEntry function, OpenCall call) {
        List<DocParameter> parameters = function.parameters();
        if (!call.named().isEmpty()) {
            return parameters.stream()
                    .filter(each -> each.name().equals(call.named()))
                    .findFirst();
        }
        if (parameters.isEmpty()) {
            return Optional.empty();
        }
        DocParameter last = parameters.get(parameters.size() - 1);
        if (call.argument() < parameters.size()) {
            return Optional.of(parameters.get(call.argument()));
        }
        return last.type().startsWith("vararg") ? Optional.of(last) : Optional.empty();
    }

    /** The parameters that can still be given by name: not given by name before, not given by place. */
    static List<DocParameter> open(DocEntry function, OpenCall call, String code) {
        String given = code.substring(call.opened(), call.argumentStart());
        return function.parameters().stream()
                .skip(call.placed())
                .filter(each -> !each.type().contains(".("))
                .filter(each -> !Pattern.compile("\\b" + each.name() + "\\s*=(?!=)")
                        .matcher(given)
                        .find())
                .toList();
    }
}
