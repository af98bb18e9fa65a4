"""Roll-ups and the annual report 年报 (国办发〔2018〕118号 二(六)). Empty until its issue."""
