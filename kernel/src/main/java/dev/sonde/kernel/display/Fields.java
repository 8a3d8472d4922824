package dev.sonde.kernel.display;

import dev.sonde.report.PlainText;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import kotlin.Metadata;
import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.KParameter;
import kotlin.reflect.full.KClasses;
import org.jspecify.annotations.Nullable;

/** What a record, or a data class of a cell, consists of. */
final class Fields {

    /**
     * One field.
     *
     * @param accessor reads it
     */
    record Field(String name, Method accessor) {

        Class<?> type() {
            return accessor.getReturnType();
        }

        /** Its value in an instance; a text in brackets where it cannot be had. */
        @Nullable
        Object of(Object instance) {
            try {
                accessor.setAccessible(true); // a class of a cell need not be public
                return accessor.invoke(instance);
            } catch (ReflectiveOperationException | RuntimeException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                return "(" + PlainText.oneLine(cause.toString()) + ")";
            }
        }
    }

    private Fields() {}

    /** In order; none for what is neither a record nor a data class. */
    static List<Field> of(Class<?> type) {
        if (type.isRecord()) {
            return Arrays.stream(type.getRecordComponents())
                    .map(component -> new Field(component.getName(), component.getAccessor()))
                    .toList();
        }
        return type.isAnnotationPresent(Metadata.class) ? ofDataClass(type) : List.of();
    }

    private static List<Field> ofDataClass(Class<?> type) {
        var fields = new ArrayList<Field>();
        try {
            var kotlin = JvmClassMappingKt.getKotlinClass(type);
            var constructor = kotlin.isData() ? KClasses.getPrimaryConstructor(kotlin) : null;
            if (constructor == null) {
                return List.of();
            }
            for (KParameter parameter : constructor.getParameters()) {
                if (parameter.getKind() == KParameter.Kind.VALUE) {
                    Method accessor = type.getDeclaredMethod("component" + (fields.size() + 1));
                    fields.add(new Field(Objects.requireNonNull(parameter.getName()), accessor));
                }
            }
            return List.copyOf(fields);
        } catch (ReflectiveOperationException | RuntimeException | Error unreadable) {
            return List.of(); // a class that Kotlin itself cannot describe shows as text
        }
    }
}
