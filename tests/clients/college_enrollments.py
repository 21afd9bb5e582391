"""Hệ thống của một trường cao đẳng báo ghi danh: ví dụ cho đơn vị phát triển. A college's own system reports enrollments.

Made as an outside team would make it: Python, grpcio, code generated from the contracts below proto/:

    pip install grpcio grpcio-status grpcio-tools grpcio-reflection
    mkdir gen && python -m grpc_tools.protoc -I proto --python_out=gen --grpc_python_out=gen $(find proto -name '*.proto')
    export PYTHONPATH=gen
    at="--address 127.0.0.1:7443 --certs NODE/clients/system-office --ca NODE/keys/ca.pem"
    python college_enrollments.py $at find --national-id NUMBER --name 'Hà Quang Kiên' --birth 1972-07-09
    python college_enrollments.py $at enroll --nomination AGENCY/RECORD --name 'Hà Quang Kiên' --birth 1972-07-09 \
        --student-code SV0001 --class DHTH21A --begun-on 2021-09-15
    python college_enrollments.py $at correct --student-code SV0001 --begun-on 2021-09-20 --reason 'Ghi nhầm ngày'
    python college_enrollments.py $at reverse --student-code SV0001 --reason 'Nhập nhầm người'

Every write has a request id, random unless --request-id gives one, and it is told on standard error. When no answer came, give the same
command again with that --request-id: what was recorded is answered, not recorded twice. A new id asks anew: a row that was refused may be taken
once its cause is gone, and what stands already is UNCHANGED.

Exit codes: 0 done, 1 nobody found, 64 wrong call, 65 refused (the reasons are printed), 69 the node is away, 77 not allowed.
"""

import argparse
import sys
import time
import uuid
from pathlib import Path

import grpc
from google.rpc import error_details_pb2
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase
from grpc_status import rpc_status

try:
    from lienthong.training.v1 import training_pb2 as training
    from lienthong.training.v1 import training_pb2_grpc as training_grpc
    from lienthong.types.v1 import types_pb2 as types
except ImportError:
    sys.exit("no generated code: run grpc_tools.protoc as shown above and set PYTHONPATH")

DONE, NOBODY, REFUSED, AWAY, NOT_ALLOWED = 0, 1, 65, 69, 77
DEADLINE = 20  # seconds


def connect(args):
    """Mutual TLS: the certificate says that this is a system of the college."""
    credentials = grpc.ssl_channel_credentials(
        root_certificates=args.ca.read_bytes(),
        private_key=(args.certs / "key.pem").read_bytes(),
        certificate_chain=(args.certs / "certificate.pem").read_bytes(),
    )
    return grpc.secure_channel(args.address, credentials, compression=grpc.Compression.Gzip)


def envelope(request, args):
    """Who acts, and the id by which a repeat of this request is known and answered with the first answer."""
    request.acted_by.CopyFrom(types.ActedBy(person=args.by, office=args.office))
    request.request_id = args.request_id or f"{request.DESCRIPTOR.name}-{uuid.uuid4()}"
    print(f"--request-id {request.request_id}", file=sys.stderr)
    return request


def services(channel, _stub, _args):
    """What the node offers, by reflection: nothing but the address and a certificate is needed."""
    for name in sorted(ProtoReflectionDescriptorDatabase(channel).get_services()):
        print(name)
    return DONE


def find(_channel, stub, args):
    """From what lies before the clerk to the candidates; which of them it is, the clerk decides."""
    request = training.FindNomineeRequest(
        national_id=args.national_id,
        full_name=args.name,
        birth=args.birth,
        decision_number=args.decision,
        decision_date=args.decision_date,
    )
    until = time.monotonic() + args.wait
    while not (candidates := stub.FindNominee(request, timeout=DEADLINE).candidates):
        # What the district recorded a moment ago may still be on its way to the college.
        if time.monotonic() >= until:
            print("Không có ai phù hợp trong những gì trường được xem; nếu huyện chưa gửi, liên hệ huyện.")
            return NOBODY
        time.sleep(0.2)
    for at, found in enumerate(candidates, 1):
        state = "đang có hiệu lực" if found.in_force else "đã kết thúc"
        print(f"{at}. {found.full_name}, sinh {found.birth}, số định danh {found.national_id_masked}")
        print(f"   {found.school}, {found.district}")
        cite = found.decision
        print(f"   Quyết định {cite.number} ngày {cite.date} của {cite.authority}, {state}")
        print(f"   Căn cứ: {', '.join(found.reasons)}")
        print(f"   --nomination {found.nomination.agency}/{found.nomination.record_id}")
    return DONE


def nomination(args):
    """The candidate that the clerk chose, or the decision as the letter cites it with what tells the person."""
    if args.nomination:
        agency, _, record = args.nomination.partition("/")
        return training.NominationKey(nomination=types.RecordRef(agency=agency, record_id=record))
    if not args.decision:
        return None
    cite = types.DocumentCite(authority=args.authority, number=args.decision, date=args.decision_date)
    return training.NominationKey(decision=cite, teacher_code=args.teacher_code, national_id=args.national_id)


def enroll(_channel, stub, args):
    """The college's own student code is kept; every later call names the learner by it."""
    item = training.EnrollmentItem(
        student_code=args.student_code,
        full_name=args.name,
        birth=args.birth,
        nomination=nomination(args),
        class_code=args.class_code,
        begun_on=args.begun_on,
        status=training.ENROLLMENT_STATUS_STUDYING,
    )
    return send(stub.ReportEnrollments, envelope(training.ReportEnrollmentsRequest(items=[item]), args))


def correct(_channel, stub, args):
    """What was reported wrongly and is put right; fields left out stay as they are."""
    item = training.EnrollmentCorrectionItem(
        student_code=args.student_code,
        begun_on=args.begun_on,
        class_code=args.class_code,
        nomination=nomination(args),
        reason=args.reason,
    )
    return send(stub.CorrectEnrollments, envelope(training.CorrectEnrollmentsRequest(items=[item]), args))


def reverse(_channel, stub, args):
    """What should never have been reported; somebody who stops studying is reported by his status, not so."""
    item = training.ReversalItem(student_code=args.student_code, reason=args.reason)
    return send(stub.ReverseEnrollments, envelope(training.ReverseEnrollmentsRequest(items=[item]), args))


def send(call, request):
    """One call, at most 200 items; each item has an outcome of its own, and one that is refused holds no other up."""
    answer = call(request, timeout=DEADLINE)
    for item, outcome in zip(request.items, answer.outcomes, strict=True):
        code = types.OutcomeCode.Name(outcome.code).removeprefix("OUTCOME_CODE_")
        print(f"{item.student_code}: {code} {outcome.record_id} lần {outcome.revision}".rstrip())
        for problem in outcome.problems:
            print(f"  [{problem.reason}] {problem.field}: {problem.text_vi}")
    place, repeated = answer.recorded.position, answer.recorded.repeated
    print(f"sổ: kỳ {place.epoch}, vị trí {place.position}{' (đã trả lời trước đây)' if repeated else ''}")
    refused = any(outcome.code == types.OUTCOME_CODE_REFUSED for outcome in answer.outcomes)
    return REFUSED if refused else DONE


def explain(error):
    """A call refused as a whole says why in details: a reason for machines, words for people, the fields at fault."""
    print(f"{error.code().name}: {error.details()}", file=sys.stderr)
    status = rpc_status.from_call(error)
    for packed in status.details if status else []:
        info, request, words = (
            error_details_pb2.ErrorInfo(),
            error_details_pb2.BadRequest(),
            error_details_pb2.LocalizedMessage(),
        )
        if packed.Unpack(info):
            print(f"  lý do: {info.reason} {dict(info.metadata)}", file=sys.stderr)
        elif packed.Unpack(request):
            for violation in request.field_violations:
                print(f"  trường {violation.field}: {violation.description}", file=sys.stderr)
        elif packed.Unpack(words):
            print(f"  {words.locale}: {words.message}", file=sys.stderr)
    kinds = {grpc.StatusCode.UNAVAILABLE: AWAY, grpc.StatusCode.PERMISSION_DENIED: NOT_ALLOWED}
    return kinds.get(error.code(), REFUSED)


def arguments():
    parser = argparse.ArgumentParser(description="A college's own system reports enrollments.")
    parser.add_argument("--address", required=True, help="HOST:PORT of the college's node")
    parser.add_argument("--certs", type=Path, required=True, help="folder of certificate.pem and key.pem")
    parser.add_argument("--ca", type=Path, required=True, help="the authority's certificate")
    parser.add_argument("--by", default="phan.mem.dao.tao", help="who acts")
    parser.add_argument("--office", default="Phòng Đào tạo", help="in which office")
    parser.add_argument("--request-id", default="", help="of a request whose answer did not come; default: a new one, which is told")
    commands = parser.add_subparsers(required=True)
    person = ["--national-id", "--name", "--birth"]
    decision = ["--decision", "--decision-date"]
    whose = [*decision, "--authority", "--teacher-code", "--nomination"]
    for does, options in [
        (services, []),
        (find, [*person, *decision]),
        (enroll, ["--student-code", "--class", "--begun-on", *person, *whose]),
        (correct, ["--student-code", "--class", "--begun-on", "--reason", "--national-id", *whose]),
        (reverse, ["--student-code", "--reason"]),
    ]:
        command = commands.add_parser(does.__name__, help=does.__doc__)
        command.set_defaults(does=does)
        for option in options:
            command.add_argument(option, default="", **({"dest": "class_code"} if option == "--class" else {}))
        if does is find:
            command.add_argument("--wait", type=float, default=0, help="seconds to wait for somebody to be found")
    return parser.parse_args()


def main():
    args = arguments()
    with connect(args) as channel:
        try:
            return args.does(channel, training_grpc.TrainingServiceStub(channel), args)
        except grpc.RpcError as error:
            return explain(error)


if __name__ == "__main__":
    sys.exit(main())
