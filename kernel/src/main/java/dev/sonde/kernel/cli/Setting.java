package dev.sonde.kernel.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A name and its value, as {@code name=value} on a command line: all behind the first equals sign, quotes included. */
record Setting(String name, String value) {

    /** The settings by name, in their order; of several for one name the last. */
    static Map<String, String> byName(Collection<Setting> settings) {
        var values = new LinkedHashMap<String, String>();
        settings.forEach(setting -> values.put(setting.name, setting.value));
        return values;
    }

    /** Reads one. */
    static final class Converter implements ITypeConverter<Setting> {
        @Override
        public Setting convert(String text) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new TypeConversionException("'%s' is not name=value".formatted(text));
            }
            return new Setting(text.substring(0, equals), text.substring(equals + 1));
        }
    }
}
