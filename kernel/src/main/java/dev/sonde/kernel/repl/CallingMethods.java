package dev.sonde.kernel.repl;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Which methods of a class call others; one that calls none ends by itself, but for its loops. */
final class CallingMethods extends ClassVisitor {

    private static final String CONSTRUCTOR = "<init>";
    private static final String INTRINSICS = "kotlin/jvm/internal/Intrinsics";

    private final Set<String> methods = new HashSet<>();

    CallingMethods() {
        super(Opcodes.ASM9);
    }

    boolean contains(String name, String descriptor) {
        return methods.contains(name + descriptor);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String called, String type, boolean onInterface) {
                if (!called.equals(CONSTRUCTOR) && !owner.equals(INTRINSICS)) {
                    methods.add(name + descriptor);
                }
            }

            @Override
            public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... arguments) {
                methods.add(name + descriptor);
            }
        };
    }
}
