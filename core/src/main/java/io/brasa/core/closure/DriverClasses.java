package io.brasa.core.closure;
public final class DriverClasses implements ClassSource { public DriverClasses(ClassLoader l) {} public java.util.Optional<byte[]> classBytes(String n) { return java.util.Optional.empty(); } }
