package io.brasa.examples;

/**
 * The normal equations of a small least squares problem: the sum of the outer products of its rows,
 * line by line, and the sum of its rows times their values.
 */
record Equations(double[] matrix, double[] right) {
  static Equations none(int size) {
    return new Equations(new double[size * size], new double[size]);
  }

  /** Adds one row to these; for a sum that nobody else has seen yet. */
  void add(double[] row, double value) {
    int size = row.length;
    for (int i = 0; i < size; i++) {
      right[i] += row[i] * value;
      for (int j = 0; j < size; j++) matrix[i * size + j] += row[i] * row[j];
    }
  }

  static Equations plus(Equations left, Equations right) {
    Equations sum = new Equations(left.matrix.clone(), left.right.clone());
    for (int i = 0; i < sum.matrix.length; i++) sum.matrix[i] += right.matrix[i];
    for (int i = 0; i < sum.right.length; i++) sum.right[i] += right.right[i];
    return sum;
  }

  /**
   * Solves them after adding {@code ridge}, which is above zero, to the diagonal: by the square
   * root of the matrix (Cholesky), forwards and then backwards.
   */
  double[] solve(double ridge) {
    int size = right.length;
    double[] root = matrix.clone();
    double[] x = right.clone();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = root[i * size + j] + (i == j ? ridge : 0);
        for (int k = 0; k < j; k++) sum -= root[i * size + k] * root[j * size + k];
        root[i * size + j] = i == j ? Math.sqrt(sum) : sum / root[j * size + j];
      }
      for (int k = 0; k < i; k++) x[i] -= root[i * size + k] * x[k];
      x[i] /= root[i * size + i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) x[i] -= root[k * size + i] * x[k];
      x[i] /= root[i * size + i];
    }
    return x;
  }
}
