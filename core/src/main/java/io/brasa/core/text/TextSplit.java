package io.brasa.core.text;
public record TextSplit(String path, long offset, long length, boolean whole) {}
