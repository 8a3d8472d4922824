package dev.sonde.kernel.repl;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Lets go of the values that nobody can reach any more, because a later cell declared their name again: the engine keeps
 * every cell for ever, and with it what the cell declared.
 *
 * <p>A value stays if any function, lambda or class of a cell reads it: that code means the old declaration. The code at
 * the top of a cell has run when the name is declared again, and does not count.
 */
final class ShadowedValues {

    private record Declared(Object cell, Field field) {}

    private final Map<String, List<Declared>> declared = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    /** Looks at the compiled classes of a cell, by file name, for the values that they may read later. */
    void read(Map<String, byte[]> files) {
        files.forEach((file, bytes) -> {
            if (file.endsWith(".class")) {
                new ClassReader(bytes).accept(new Uses(), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            }
        });
    }

    /** A cell ran: what it declares hides what was declared under the same names. */
    void ran(Object cell) {
        for (Field field : cell.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())
                    && !field.isSynthetic()
                    && !field.getName().contains("$")) {
                List<Declared> all = declared.computeIfAbsent(field.getName(), name -> new ArrayList<>());
                all.removeIf(ShadowedValues.this::free);
                all.add(new Declared(cell, field));
            }
        }
    }

    private boolean free(Declared old) {
        String name = old.field().getName();
        String owner = old.cell().getClass().getName().replace('.', '/') + ".";
        if (used.contains(owner + name) || used.contains(owner + getter(name))) {
            return false;
        }
        try {
            if (!old.field().getType().isPrimitive()) {
                old.field().setAccessible(true);
                old.field().set(old.cell(), null);
            }
        } catch (ReflectiveOperationException | RuntimeException kept) {
            return true; // it stays in memory, as all did before
        }
        return true;
    }

    private static String getter(String property) {
        if (property.startsWith("is")) {
            return property;
        }
        return "get" + property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
    }

    private final class Uses extends ClassVisitor {
        private String owner = "";

        Uses() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            owner = name;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String method,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            boolean top = method.equals("<init>")
                    && CellNames.runOfClass(simple(owner)).isPresent()
                    && !owner.contains("$");
            return top ? null : new UsesOfMethod(owner, method);
        }

        private static String simple(String internalName) {
            return internalName.substring(internalName.lastIndexOf('/') + 1);
        }
    }

    private final class UsesOfMethod extends MethodVisitor {
        private final String owner;
        private final String method;

        UsesOfMethod(String owner, String method) {
            super(Opcodes.ASM9);
            this.owner = owner;
            this.method = method;
        }

        @Override
        public void visitFieldInsn(int opcode, String fieldOwner, String field, String type) {
            boolean accessor = owner.equals(fieldOwner)
                    && (method.equals(getter(field))
                            || method.equals("s" + getter(field).substring(1)));
            if (!accessor) {
                used.add(fieldOwner + "." + field);
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String called, String name, String type, boolean onInterface) {
            if (name.startsWith("get") || name.startsWith("is")) {
                used.add(called + "." + name);
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                if (argument instanceof Handle handle) {
                    used.add(handle.getOwner() + "." + handle.getName());
                }
            }
        }
    }
}
