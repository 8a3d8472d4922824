package dev.sonde.suite;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.kotlin.KotlinModule;
import java.util.Locale;
import kotlin.Metadata;

/** How values of suites and results are spelled: {@code snake_case} keys, lower-case enums, ISO times. */
final class SuiteJson {
    /** For specs in suite files: nothing is converted silently, and an unknown key is an error. */
    static final JsonMapper STRICT = builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .withCoercionConfig(LogicalType.Textual, config -> {
                config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
            })
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .build();

    private SuiteJson() {}

    /** Kotlin's rules, such as defaults; apart, for it takes longer to load than all the rest. */
    private static final class Kotlin {
        static final JsonMapper STRICT = with(SuiteJson.STRICT);

        static JsonMapper with(JsonMapper json) {
            return json.rebuild().addModule(new KotlinModule.Builder().build()).build();
        }
    }

    /** {@link #STRICT} for settings of this class, which may be a data class of Kotlin. */
    static JsonMapper strict(Class<?> type) {
        return isKotlin(type) ? Kotlin.STRICT : STRICT;
    }

    /** The same mapper with Kotlin's rules. */
    static JsonMapper withKotlin(JsonMapper json) {
        return Kotlin.with(json);
    }

    static boolean isKotlin(Class<?> type) {
        return type.isAnnotationPresent(Metadata.class);
    }

    /** {@code assertZGte} is {@code assert_z_gte}; Jackson's own snake case would make it {@code assert_zgte}. */
    private static final class EachWord extends PropertyNamingStrategies.NamingBase {
        private static final long serialVersionUID = 1L;

        @Override
        public String translate(String propertyName) {
            return propertyName.replaceAll("(?<!^)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        }
    }

    static JsonMapper.Builder builder() {
        return JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new JavaTimeModule())
                .propertyNamingStrategy(new EachWord())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .configure(EnumFeature.WRITE_ENUMS_TO_LOWERCASE, true)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    }
}
