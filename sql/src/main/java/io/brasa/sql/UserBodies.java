package io.brasa.sql;

import io.brasa.sql.expression.UserFunction;

/** Functions of users' as the engine calls them. */
@SuppressWarnings({"unchecked", "rawtypes"})
final class UserBodies {
  private UserBodies() {}

  record Of0(UDF0 function) implements UserFunction.Body {
    @Override
    public Object call(Object[] a) throws Exception {
      return function.call();
    }
  }

  record Of1(UDF1 function) implements UserFunction.Body {
    @Override
    public Object call(Object[] a) throws Exception {
      return function.call(a[0]);
    }
  }

  record Of2(UDF2 function) implements UserFunction.Body {
    @Override
    public Object call(Object[] a) throws Exception {
      return function.call(a[0], a[1]);
    }
  }

  record Of3(UDF3 function) implements UserFunction.Body {
    @Override
    public Object call(Object[] a) throws Exception {
      return function.call(a[0], a[1], a[2]);
    }
  }

  record Of4(UDF4 function) implements UserFunction.Body {
    @Override
    public Object call(Object[] a) throws Exception {
      return function.call(a[0], a[1], a[2], a[3]);
    }
  }

  record Of5(UDF5 function) implements UserFunction.Body {
    @Override
    public Object call(Object[] a) throws Exception {
      return function.call(a[0], a[1], a[2], a[3], a[4]);
    }
  }

  record Of6(UDF6 function) implements UserFunction.Body {
    @Override
    public Object call(Object[] a) throws Exception {
      return function.call(a[0], a[1], a[2], a[3], a[4], a[5]);
    }
  }

  record Of7(UDF7 function) implements UserFunction.Body {
    @Override
    public Object call(Object[] a) throws Exception {
      return function.call(a[0], a[1], a[2], a[3], a[4], a[5], a[6]);
    }
  }

  record Of8(UDF8 function) implements UserFunction.Body {
    @Override
    public Object call(Object[] a) throws Exception {
      return function.call(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]);
    }
  }

  record Of9(UDF9 function) implements UserFunction.Body {
    @Override
    public Object call(Object[] a) throws Exception {
      return function.call(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8]);
    }
  }

  record Of10(UDF10 function) implements UserFunction.Body {
    @Override
    public Object call(Object[] a) throws Exception {
      return function.call(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9]);
    }
  }
}
