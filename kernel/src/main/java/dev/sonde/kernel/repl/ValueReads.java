package dev.sonde.kernel.repl;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Which fields and getters the code of a class reads, as {@code package/Class.name}. The code at the top of a cell, which runs
 * once, does not count, nor does a field's own getter or setter.
 */
final class ValueReads extends OwnedClassVisitor {

    private final Set<String> reads;

    /**
     * Looks at a class.
     *
     * @param reads where to note what is read
     * @param next sees the class as well
     */
    ValueReads(Set<String> reads, ClassVisitor next) {
        super(next);
        this.reads = reads;
    }

    /** Whether code reads a property of a class. */
    static boolean among(Set<String> reads, Class<?> owner, String property) {
        String prefix = owner.getName().replace('.', '/') + ".";
        return reads.contains(prefix + property) || reads.contains(prefix + getter(property));
    }

    private static String getter(String property) {
        if (property.startsWith("is")) {
            return property;
        }
        return "get" + property.substring(0, 1).toUpperCase(Locale.ROOT) + property.substring(1);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
        boolean top = method.equals("<init>") && CellNames.isCell(owner().replace('/', '.'));
        return top ? next : new OfMethod(method, next);
    }

    private final class OfMethod extends MethodVisitor {
        private final String method;

        OfMethod(String method, MethodVisitor next) {
            super(Opcodes.ASM9, next);
            this.method = method;
        }

        @Override
        public void visitFieldInsn(int opcode, String fieldOwner, String field, String type) {
            boolean accessor = owner().equals(fieldOwner)
                    && (method.equals(getter(field))
                            || method.equals("s" + getter(field).substring(1)));
            if (!accessor) {
                reads.add(fieldOwner + "." + field);
            }
            super.visitFieldInsn(opcode, fieldOwner, field, type);
        }

        @Override
        public void visitMethodInsn(int opcode, String called, String name, String type, boolean onInterface) {
            if (name.startsWith("get") || name.startsWith("is")) {
                reads.add(called + "." + name);
            }
            super.visitMethodInsn(opcode, called, name, type, onInterface);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String type, Handle bootstrap, Object... arguments) {
            for (Object argument : arguments) {
                if (argument instanceof Handle handle) {
                    reads.add(handle.getOwner() + "." + handle.getName());
                }
            }
            super.visitInvokeDynamicInsn(name, type, bootstrap, arguments);
        }
    }
}
